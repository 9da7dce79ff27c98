/**
 * The sentences that the server tells owners, which it writes in English; `{…}` stands for what differs from one to the
 * next. Anything else is shown as it is.
 */
export const ruSentences: Readonly<Record<string, string>> = {
  'Conversation started.': 'Переписка начата.',
  'You let the assistant go on.': 'Вы разрешили ассистенту продолжить.',
  'You approved the draft.': 'Вы одобрили черновик.',
  'You asked for another text.': 'Вы попросили другой текст.',
  'You discarded the draft. Resume to have it written anew.':
    'Вы отклонили черновик. Продолжите, чтобы он был написан заново.',
  'The draft is gone from Gmail, and its mail was not sent. Resume to have it written anew.':
    'Черновик удалён в Gmail до отправки. Продолжите, чтобы он был написан заново.',
  'You sent the draft from Gmail.': 'Вы отправили черновик из Gmail.',
  'A newer mail came first.': 'Раньше пришло новое письмо.',
  'Taken back: the conversation was stopped.': 'Отозвано: переписка остановлена.',
  'It had been sent; only the confirmation was lost.':
    'Оно было отправлено, потерялось только подтверждение.',
  'The recipient is out of office.': 'Получатель в отпуске.',
  'The mailbox is disconnected.': 'Почта отключена.',
  'Your mailbox is not connected. Sign in again to reconnect it.':
    'Ваша почта не подключена. Войдите снова, чтобы её подключить.',
  'Looking for a mail in Gmail.': 'Ищет письмо в Gmail.',
  'Waiting for your approval.': 'Ждёт вашего одобрения.',
  'Taking a moment before answering.': 'Небольшая пауза перед ответом.',
  'Trying again after a passing fault.': 'Новая попытка после временного сбоя.',
  'Follow-up if nobody answers.': 'Напоминание, если никто не ответит.',
  'The daily sending limit is reached.': 'Достигнут дневной предел отправки.',
  'The daily budget for the model is used up.': 'Дневной бюджет на модель исчерпан.',
  'Outside working hours.': 'Вне рабочего времени.',
  'You stopped this conversation.': 'Вы остановили эту переписку.',
  'You disconnected the mailbox.': 'Вы отключили почту.',
  'You answered by hand.': 'Вы ответили сами.',
  'You answered by hand, so the assistant stepped back. Resume when it should go on.':
    'Вы ответили сами, и ассистент отошёл в сторону. Продолжите, когда он снова нужен.',
  'The goal of this conversation was reached.': 'Цель этой переписки достигнута.',
  'The recipient declined.': 'Получатель отказался.',
  'The recipient asked not to be written to.': 'Получатель просил не писать ему.',
  'The recipient asked not to be written to. No new conversation with this address can be started.':
    'Получатель просил не писать ему. Новую переписку с этим адресом начать нельзя.',
  'This person asked not to be written to.': 'Этот человек просил не писать ему.',
  'Asked not to be contacted.': 'Просил не писать ему.',
  'The mail could not be delivered to this address.': 'Письмо не удалось доставить по этому адресу.',
  'The assistant has sent as many replies as it may in one conversation.':
    'Ассистент отправил столько писем, сколько разрешено в одной переписке.',
  'The mailbox was disconnected.': 'Почта была отключена.',
  'The conversation could not be continued.': 'Переписку не удалось продолжить.',
  'Its assistant was deleted.': 'Ассистент этой переписки удалён.',
  'A mail is waiting for your own answer.': 'Одно письмо ждёт вашего собственного ответа.',
  'A mail came after the conversation had ended.': 'Письмо пришло после завершения переписки.',
  'A mail came that does not say who sent it.': 'Пришло письмо без отправителя.',
  'A mail came that the assistant cannot read. Look at it yourself.':
    'Пришло письмо, которое ассистент не может прочитать. Посмотрите сами.',
  'Gmail does not hand out a mail of this conversation. Read it in Gmail, then resume or stop.':
    'Gmail не отдаёт письмо этой переписки. Прочитайте его в Gmail, затем продолжите или остановите.',
  'Gmail refused this mail. Check the recipient and resume.':
    'Gmail не принял это письмо. Проверьте получателя и продолжите.',
  'Gmail took a mail of this conversation for spam. Look at it before it is answered.':
    'Gmail принял письмо этой переписки за спам. Посмотрите его, прежде чем отвечать.',
  'Gmail does not answer at the moment. Try again.': 'Gmail сейчас не отвечает. Попробуйте снова.',
  'Gmail cannot be reached at the moment.': 'Gmail сейчас недоступен.',
  'The assistant gave no text to send.': 'Ассистент не дал текста для отправки.',
  'The model gave no usable answer.': 'Модель не дала пригодного ответа.',
  'The model refused to answer this mail.': 'Модель отказалась отвечать на это письмо.',
  'The same step failed again and again. Resume to try once more.':
    'Один и тот же шаг не удаётся. Продолжите, чтобы попробовать ещё раз.',
  'Working on this conversation broke off again and again. Resume to try once more.':
    'Работа над перепиской снова и снова обрывалась. Продолжите, чтобы попробовать ещё раз.',
  'The conversation is stopped, but Gmail did not confirm that a mail already on its way was held back. Try again.':
    'Переписка остановлена, но Gmail не подтвердил, что уже уходившее письмо удержано. Попробуйте снова.',
  'The recipient is not a mail address that can be written to.':
    'Получатель — не адрес, на который можно писать.',
  'There is no such assistant.': 'Такого ассистента нет.',
  'That conversation was deleted.': 'Эта переписка удалена.',
  'This mail does not wait for your approval.': 'Это письмо не ждёт вашего одобрения.',
  'Google did not confirm the revocation. Try again in a moment.':
    'Google не подтвердил отзыв доступа. Попробуйте снова чуть позже.',
  'Google no longer grants access to this mailbox. Sign in again to reconnect it.':
    'Google больше не пускает нас в эту почту. Войдите снова, чтобы её подключить.',
  'Google refused a required permission. Sign in again and grant all of them.':
    'Google отказывает в нужном разрешении. Войдите снова и дайте все разрешения.',
  'You disconnected this mailbox.': 'Вы отключили эту почту.',
  'You deleted its assistant.': 'Вы удалили ассистента этой переписки.',
  'You deleted it.': 'Вы удалили переписку.',
  'You stopped it.': 'Вы остановили переписку.',
  'There is no such conversation.': 'Такой переписки нет.',
  'This account was deleted.': 'Этот аккаунт удалён.',
  'The model took too long.': 'Модель отвечала слишком долго.',
  'The model server did not answer.': 'Сервер модели не ответил.',
  'The model is busy.': 'Модель сейчас занята.',
  "The provider's content filter stopped the request.": 'Фильтр поставщика модели остановил запрос.',
  "The provider's content filter stopped the answer.": 'Фильтр поставщика модели остановил ответ.',
  'The model server gave no usable response.': 'Сервер модели не дал пригодного ответа.',
  'The model refused.': 'Модель отказалась отвечать.',
  'The answer was cut off.': 'Ответ модели оборвался.',
  'The model could not answer.': 'Модель не смогла ответить.',
  'The answer was empty.': 'Ответ модели пуст.',
  'The model did not answer in the agreed form.': 'Модель ответила не в той форме.',
  'The recipient is not a mail address.': 'Получатель — не почтовый адрес.',
  'A mail without a sender came.': 'Пришло письмо без отправителя.',
  'The model provider rejected the request. Check the key and the model.':
    'Поставщик модели отклонил запрос. Проверьте ключ и модель.',
  "The model provider's quota is used up.": 'Квота у поставщика модели исчерпана.',
  'This Idempotency-Key was used for another request.': 'Этот ключ уже использован для другого запроса.',
  'Invalid request.': 'Запрос составлен неверно.',
  'There is no such thing here.': 'Здесь такого нет.',
  'the text is empty': 'текст пуст',
  'the text repeats parts of the rules': 'текст повторяет части правил',
  'the text contains the form of the answer instead of a mail alone':
    'текст содержит служебную форму ответа, а не одно письмо',
  'the text begins with header lines, which do not belong into it':
    'текст начинается со строк заголовка, которым в нём не место',
  'the text tells what the instructions keep confidential':
    'текст раскрывает то, что указания велят держать в тайне',
  'the text recites the instructions': 'текст пересказывает указания',
  'it contains a link or address that stands neither in the instructions nor in the conversation':
    'в нём есть ссылка или адрес, которых нет ни в указаниях, ни в переписке',
  'it contains characters that nobody can see': 'в нём есть невидимые символы',
  'it contains HTML tags; write plain text': 'в нём есть теги HTML',
  // The same where it stands among others, parted by its own semicolon.
  'it contains HTML tags': 'в нём есть теги HTML',
  'write plain text': 'нужен простой текст',
  'it greets twice': 'он здоровается дважды',
  'it repeats itself over and over': 'он без конца повторяется',
};

/** The same with values in them, each `{}` in turn. */
export const ruTemplates: Readonly<Record<string, string>> = {
  'A mail came that names several senders, {} first.':
    'Пришло письмо с несколькими отправителями, первый — {}.',
  'A mail came from your own address ({}), sent from elsewhere than this mailbox.':
    'Пришло письмо с вашего собственного адреса ({}), отправленное не из этой почты.',
  'A mail came that says it is from you ({}). It may be forged.':
    'Пришло письмо якобы от вас ({}). Возможно, это подделка.',
  "A mail that says it is from {} did not pass Gmail's checks of the sender. It may be forged.":
    'Письмо от имени {} не прошло проверку отправителя в Gmail. Возможно, это подделка.',
  "A mail that says it is from {} came without Gmail's checks of the sender.":
    'Письмо от имени {} пришло без проверки отправителя в Gmail.',
  '{} wrote in this conversation. The assistant answers {} alone, unless you allow others.':
    '{} пишет в этой переписке. Ассистент отвечает только {}, пока вы не разрешите отвечать другим.',
  '{} has joined this conversation. The assistant answers {} alone, unless you allow others.':
    '{} теперь тоже в этой переписке. Ассистент отвечает только {}, пока вы не разрешите отвечать другим.',
  '{} asks that answers go to another address, {}.': '{} просит отвечать на другой адрес: {}.',
  "A mail system reports that {} could not be reached, which is not the recipient's address. See whether your mail arrived.":
    'Почтовая система сообщает, что адрес {} недоступен, но это не адрес получателя. Проверьте, дошло ли ваше письмо.',
  'The mail could not be delivered{}.': 'Письмо не удалось доставить{}.',
  "The assistant's text was held back: {}.": 'Текст ассистента задержан: {}.',
  'The assistant asks you to take over: {}': 'Ассистент просит вас взять переписку на себя: {}',
  'Too many at once. Try again in {} seconds.': 'Слишком много сразу. Попробуйте снова через {} с.',
  'subject: {}': 'тема: {}',
  'The model server answered {}.': 'Сервер модели ответил ошибкой {}.',
  'The model server refused the request ({}).': 'Сервер модели отклонил запрос ({}).',
  'the text is longer than {} characters': 'текст длиннее {} символов',
  'the placeholder {} was left unfilled': 'осталось незаполненным место {}',
};

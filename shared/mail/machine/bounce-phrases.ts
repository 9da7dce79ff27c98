/**
 * Phrases of mail systems that return a mail. Most send no delivery report, and each has its own wording; these are the
 * families that `sisimai` (https://libsisimai.org) knows, in the languages of the large providers.
 */

/** Senders that are mail systems. */
export const SYSTEM_LOCAL =
  /^(?:mailer[-_.]?daemon|maildaemon|mail[-_.]?delivery(?:[-_.]?(?:sub)?system)?|mail\.deliver(?:y)?\.system|mdaemon|mail[-_.]?daemon|bounce-?daemon|smtp-?daemon|undeliver(?:able|ed)|no[-_.]?reply[-_.]?mailer|non-?delivery)$/i;
export const POSTMASTER_LOCAL =
  /^p(?:o)?ost[-_.]?master(?:[-_+.].*)?$|^sysadmin$|^administrator$|^mail[-_.]?admin$/i;
export const SYSTEM_NAME =
  /mail(?:er)?[ -]?daemon|mail deliver(?:y)? (?:(?:sub)?system|service)|internet mail delivery|mail system|system administrator|systemadministrator|administrateur syst|administrador del sistema|microsoft (?:outlook|exchange)|mail administrator|courier mail server|interscan|content-filter at|delivery status|^postmaster$|mail server|mimecast|почтовая система|система доставки/i;

/** Subjects, without `Re:` before them. */
export const FAILURE_SUBJECT = new RegExp(
  `^\\W{0,4}(?:${[
    'undeliver(?:able|ed)|undelivered mail returned to sender|non[- ]?delivery|not delivered|mail undeliverable',
    'returned (?:mail|message|to sender|e-?mail)|returning (?:mail|message)|message returned|nondeliverable mail',
    '(?:mail|message|e-?mail)(?: message)? (?:delivery )?(?:has )?(?:failed|failure|error|problem|rejected|not delivered|could not be delivered|undeliverable|delivery has failed)',
    '(?:mail |message |e-?mail )?delivery (?:status notification|failure notification|notification|warning|status|failure|failed|failed permanently|problem|error|report|unsuccessful|has failed|delayed|delay|incomplete)',
    'fail(?:ed|ure) (?:delivery|notice)|failure notice|delivery_failure|failed to deliver|failed mail|message delivery has failed',
    'mail system error|mail error|mail failure|mailsystem error|system notification|there was an error sending your mail|error sending',
    '(?:warning|notice)\\W{1,4}(?:could not send|message|mail|delayed|delivery|unable to deliver)|notice: mail delivery status|delayed mail|delayed delivery|message (?:delayed|frozen|status)|mail delivery delayed',
    'unable to deliver|could not (?:be )?deliver|cannot be delivered|sorry, your message could not be delivered|your message (?:could not|was not|cannot|can not|did not|has not)|mail could not be delivered|postmaster notify|postmaster copy|delivery to .{1,80} (?:failed|has failed)|\\[postmaster\\] e-?mail delivery failure|permanent delivery failure|address not found|recipient address rejected|\\[bounce\\]|bounce(?:d)? (?:mail|message|e-?mail)|user unknown|rejected (?:mail|message|e-?mail)|considered unsolicited bulk|(?:\\*+)?message you sent blocked',
    'unzustellbar|nicht zustellbar|zustellung fehlgeschlagen|ungueltige|ungültige (?:adresse|empfänger)|benachrichtigung (?:zum|über den) übermittlungsstatus|fehler bei der (?:nachrichten)?zustellung|rücksendung|e-?mail konnte nicht',
    "non remis|non distribuable|échec de (?:la )?(?:remise|livraison|distribution)|notification d[’']état de remise|retour de courrier|message non délivré|courrier non|echec de",
    'no se puede entregar|no entregado|no se pudo entregar|notificación (?:de|del) estado de entrega|error de entrega|mensaje (?:no entregado|devuelto)|devolución|correo devuelto',
    'não entregue|não é possível entregar|mensagem (?:não entregue|devolvida)|falha na entrega|notificação de status de entrega|erro na entrega',
    'non recapitabile|mancato recapito|mancata consegna|notifica (?:sullo )?stato (?:del )?recapito|messaggio non consegnato|consegna fallita|impossibile (?:recapitare|consegnare)',
    'niet te bezorgen|onbestelbaar|kan niet worden (?:bezorgd|afgeleverd)|bezorgen (?:is )?mislukt|onbezorgbaar|statusmelding van bezorging',
    'niedostarczon|nie można dostarczyć|zwrot (?:poczty|wiadomości)|powiadomienie o stanie doręczenia|błąd dostarczenia|niedoręczon|nieudane dostarczenie',
    'недоставлен|не доставлено|не удалось доставить|ваше сообщение не доставлено|сообщение не доставлено|ошибка доставки|возврат (?:почты|сообщения|письма)|уведомление о (?:состоянии|недоставке|статусе)|не удается доставить|письмо не доставлено|недоставка',
    'не вдалося доставити|помилка доставки|недоставлен|повідомлення не доставлено|лист не доставлено|повернення пошти',
    'ikke levert|kan ikke leveres|kunne ikke leveres|olevererbart|ej levererat|går inte att leverera|det gick inte att leverera|leveringsfeil|perille toimittaminen epäonnistui|toimittamatta|nelze doručit|nedoručiteln|nedoručen|kézbesíthetetlen|teslim edilemedi|iletilemedi|nu a putut fi livrat|αποτυχία παράδοσης',
    'メール(?:を)?(?:配信|送信|システム)|メッセージを配信できません|配信(?:不能|エラー|に失敗)|送信できません|不達|宛先不明|エラーメール|配送(?:できません|失敗)|退信|系统退信|无法投递|未送达|投递失败|传递失败|遞送失敗|傳遞失敗|无法传递|배달할 수 없|전달(?:되지|할 수)|반송',
  ].join('|')})`,
  'iu',
);

/** Sentences in the text. */
export const FAILURE_TEXT = new RegExp(
  [
    "(?:could|can|was|were|is|has|have|did|might|may) ?(?:not|n['’]t) (?:be |been |have been )?(?:successfully )?(?:delivered|deliver(?:able)?|reach(?:ed)?|sent to|accepted by|forwarded)",
    'cannot be delivered|undeliverable|undelivered|unable to (?:deliver|send|relay|forward)|not able to deliver|failed to deliver|deliver(?:y|ing|ed)? .{0,120}(?:failed|failure|unsuccessful|was rejected|has been failed|have failed|has been delayed|problems)|delevery .{0,60}failed',
    'had (?:permanent|transient|delivery) (?:fatal |non-fatal )?(?:errors?|problems)|permanent (?:fatal )?error|permanent failure|temporary (?:error|failure)|fatal errors?|error (?:occurred|while) .{0,40}(?:deliver|send)|an error occurred while (?:trying to deliver|sending)|there was an error (?:delivering|sending)|trouble delivering|problems? (?:delivering|with delivery)',
    'this is the (?:mail|mailer|qmail|postfix|courier|mailer-daemon|dragonfly|exim|smtp|.{0,20}mail(?:er)?[ -](?:system|daemon|agent|server))|hi\\. this is the|this message was created automatically by (?:the )?(?:mail|smtp)|automatically (?:generated|created|sent) (?:delivery status|by (?:the )?mail (?:delivery|system|server))|this is an automatically generated delivery',
    "transcript of (?:the )?session|returned to (?:sender|you)|return(?:ing|ed) (?:it|your mail|the message|mail) |remote host said|remote (?:server|mail server) (?:said|returned|rejected|response)|giving up on|did not (?:reach|receive|like our)|was rejected|been rejected|rejected (?:by|your message|your mail|due)|blocked (?:by|due)|recipient address rejected|(?:user|mailbox|account|recipient|address) (?:is |was |has been )?(?:unknown|not found|unavailable|disabled|inactive|full|suspended|over ?quota|invalid|does ?n[o'’]t exist|does not exist|not exist|exceed)|no such (?:user|mailbox|recipient|address|account|domain|person|local)|unknown (?:user|recipient|address|account|mailbox|local)|unrouteable address|host (?:or domain name )?not found|quota exceeded|over quota|mailbox (?:is )?full|address (?:couldn|could)|does ?n[o'’]t have an? .{0,40}account|invalid (?:recipient|address|mailbox)|delivery (?:attempts|time ?out)|not a (?:valid|known) (?:user|mailbox|recipient|address|account|e-?mail)|has been postponed|hop count exceeded|message (?:size|too large)|exceeded? .{0,40}size|failure reasons|reason for failure|diagnostic (?:information|code)|generating server|technical (?:details|report)",
    "there is no (?:such )?(?:user|mailbox|account|person|address)|(?:you|your) (?:have )?sent (?:an? )?(?:e-?mail|mail|message) to .{1,120}(?:not a valid|does ?n[o'’]t exist|no such|unknown)|no (?:user|mailbox|account) (?:here )?(?:by|with) that name",
    'nicht zugestellt|unzustellbar|zustellung .{0,80}(?:fehlgeschlagen|nicht möglich|nicht erfolgreich)|konnte (?:nicht|leider nicht|an) .{0,120}(?:zugestellt|ausgeliefert|gesendet)|nicht ausgeliefert|empf(?:ä|ae)nger(?:adresse)? .{0,40}(?:unbekannt|ungültig|ungueltig|existiert nicht)|postfach (?:ist )?voll|message log follows',
    "n['’]a pas pu [êe]tre (?:remis|livr[ée]|distribu[ée]|envoy[ée]|d[ée]livr[ée])|n['’]ont? pas été (?:remis|livré|distribué|délivré)|échec de (?:la )?(?:remise|livraison|distribution)|impossible de (?:remettre|livrer|distribuer|délivrer)|adresse .{0,40}(?:introuvable|inconnue|n['’]existe pas)|boîte (?:aux lettres|de réception) .{0,30}pleine|utilisateur inconnu|pas pu être trouvée?",
    'no (?:se )?(?:pudo|ha podido|puede|fue posible|se pudieron) .{0,30}(?:ser )?entrega|no ha sido entregad|no se entregó|usuario (?:desconocido|no existe)|buzón .{0,30}lleno|dirección .{0,40}(?:no se encontró|no existe|no encontrada)|quizás no exista o bien no tienes',
    'não (?:pôde|pode|foi possível|foram?) .{0,30}entreg|não (?:foi )?entregue|usuário (?:desconhecido|não encontrado)|caixa (?:de correio|postal) .{0,30}cheia|endereço .{0,40}não (?:foi )?encontrado',
    'non (?:è stato possibile|è stata|è stato|può essere|ha potuto|sono stati) .{0,40}(?:recapit|consegn)|impossibile (?:recapitare|consegnare)|casella .{0,30}piena|utente sconosciuto|indirizzo .{0,40}non (?:trovato|esiste)',
    'niet (?:worden )?(?:bezorgd|afgeleverd)|kon(?:den)? niet worden (?:bezorgd|afgeleverd|verzonden)|onbestelbaar|onbekende gebruiker|adres .{0,40}niet gevonden',
    'nie (?:mogła|mógł|może|można|została|udało się) .{0,60}(?:dostarcz|doręcz)|niedostarczon|nie istnieje .{0,40}(?:adres|konto|skrzynk)|adres .{0,40}nie (?:istnieje|został znaleziony)|skrzynka .{0,30}(?:pełna|przepełniona)',
    'не (?:может|могло|мог|удалось|удается|было|доставлен)[^\\n]{0,60}(?:быть )?доставл|не удалось доставить|не доставлено|недоставлен|адрес .{0,40}не (?:найден|существует)|пользователь .{0,40}не (?:найден|существует)|почтовый ящик .{0,40}(?:переполнен|не существует|недоступен|заблокирован)|письмо создано автоматически',
    'не вдалося доставити|не (?:може|могло|було)[^\\n]{0,40}доставлен|адресу .{0,40}не знайдено|поштова скринька .{0,40}(?:переповнена|не існує)',
    'kunne ikke leveres|ikke (?:blitt )?lever(?:t|et)|kan inte levereras|kunde inte levereras|ei voitu toimittaa|nemohla být doručena|nebylo možné doručit|nem (?:sikerült|lehet) (?:kézbesíteni|elküldeni)|teslim edilemedi|iletilemedi',
    '(?:配信|送信|配達|送達|お届け|配送)(?:でき(?:ません|なかった)|に失敗|不能|されません|されなかった)|エラーのため|存在しない|見つかりません|ユーザー?が(?:存在|見つか)|宛先.{0,20}(?:不明|エラー)|无法(?:投递|送达|传递|发送)|未能(?:送达|投递|发送)|投递失败|退信|退回|不存在|배달(?:할 수|되지)|전달(?:할 수|되지|하지)|반송',
  ].join('|'),
  'iu',
);

/** Permanent failure: no further attempts. */
export const GIVEN_UP =
  /(?:will|would) not be (?:tried|retried|attempted|sent|delivered) again|giving up|gave up|given up|has been returned|(?:could|can|was|were|is) ?not (?:be )?delivered (?:to|after|within)|delivery (?:has )?(?:permanently )?failed|permanent(?:ly)? (?:error|failure|failed)|undeliverable|returned to sender|wird nicht (?:weiter|erneut|noch einmal) versucht|endgültig/i;

/** The sender has sent too much. The recipient's address is valid, and delivery was not attempted. */
export const SENDING_LIMIT =
  /(?:you(?: have|['’]ve)?|your account has|the sender has|sender) (?:reached|exceeded|hit) (?:a|the|your|its) (?:daily |hourly |gmail )?(?:user )?(?:limit|quota)s? (?:for|of|on) (?:sending|outgoing|messages)|(?:limit|quota) for sending (?:e-?)?mails?|daily (?:user )?sending (?:quota|limit) exceeded|(?:sending|submission|outbound|outgoing) (?:quota|limit|rate)s? (?:has been |was )?exceeded|exceeded (?:the |your )?(?:maximum |daily )?(?:sending|outgoing|submission) (?:limit|quota|rate)|sende(?:limit|kontingent)|(?:limit|kontingent) für (?:das senden|den versand)|limite d['’]envoi|límite (?:de envío|para enviar)|limite de envio|limite (?:di|per l['’])invio|limiet voor (?:het )?verzenden|limit wysyłania|лимит (?:на )?отправк|ліміт (?:на )?(?:надсилання|відправлення)|送信(?:制限|上限)|发送(?:限制|上限|限额)/i;

/** List managers use their own wording to refuse a mail. */
export const LIST_DENIAL =
  /this is the (?:program|software) that manages the mailing list|unable to be delivered to the list|because of an access rule in the list|you are not allowed to post to this (?:mailing )?list|(?:only|non-?)(?: ?list)? ?(?:members|subscribers) (?:may|can|are allowed to) (?:post|send)|not (?:a )?(?:member|subscribed|subscriber) (?:of|to) (?:this|the) (?:mailing )?(?:list|group)|your (?:message|post|mail) (?:to|for) \S{1,100} (?:has been|was|is) (?:rejected|denied|discarded|refused)|(?:message|posting|post) (?:rejected|denied) by (?:filter|the (?:list|moderator|group))|you do ?n[o'’]t have permission to post|may not have permission to post|group you tried to contact .{0,80}may not exist|list (?:is )?closed|posting (?:to this list )?(?:is )?not allowed|sie dürfen (?:an|auf) diese liste nicht|nicht berechtigt,? (?:an|auf) diese (?:liste|gruppe)/i;
export const LIST_DENIAL_SUBJECT =
  /^(?:post(?:ing)? to \S+ (?:denied|rejected|refused)|(?:your )?(?:message|post) to \S+ (?:denied|rejected|was rejected)|request to mailing list \S+ rejected|\[?majordomo|you \S+ are not member|rejected posting to|listserv )/i;

/** Delivery is still being attempted. */
export const DELAY =
  /this is a warning (?:message )?only|warning: (?:could not send|message|mail|delivery) |(?:has|have|is|was|been) (?:been )?(?:delayed|deferred|temporarily deferred)|delayed (?:mail|delivery)|\(delay(?:ed)?\)|notification: delayed|mail delivery delayed|delivery .{0,40}delayed|still being retried|will be retried|has been postponed|will (?:continue|keep) (?:to )?(?:try|retry|attempt)|will (?:try|retry) again|delivery attempts will continue|no action is required on your part|not yet been delivered|you do not need to re-?send|could not send message for past|message (?:is|will be) kept in the queue|delay reason|temporary failure report|wird weiter(?:hin)? versucht|verzögert|(?:retardé|différé)e?|retrasad[oa]|atrasad[oa]|in ritardo|vertraagd|opóźnion|задерж(?:ана|ано|ка)|затримано|配信(?:が)?遅延/iu;

/** The mail was delivered. */
export const SUCCESS =
  /(?:had|have|has) (?:been )?successful(?:ly)? (?:delivery notifications|delivered)|was successfully (?:delivered|relayed)|successfully delivered to|relayed to (?:the following )?(?:mailers|non-dsn)|your message (?:was|has been) delivered|wurde erfolgreich (?:zugestellt|übermittelt)|a été remis|relayed; expect no further/i;

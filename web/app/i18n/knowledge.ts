import type { DocumentResource } from '../../../shared/contract/documents.ts';
import type { Locale } from './locale.ts';
import { fill, type Text } from './messages.ts';

type DocumentKind = DocumentResource['kind'];
type Failure = NonNullable<DocumentResource['failure']>;

/** The words of an assistant's documents, loaded with them. */
export interface KnowledgeWords {
  readonly title: string;
  readonly intro: string;
  readonly none: string;
  readonly kinds: Readonly<Record<DocumentKind, string>>;
  readonly failures: Readonly<Record<Failure, string>>;
  readonly reading: string;
  readonly passages: Text;
  readonly cut: string;
  readonly outdated: string;
  readonly shared: string;
  readonly sharedHint: string;
  readonly share: string;
  readonly show: string;
  readonly hide: string;
  readonly shown: string;
  readonly refresh: string;
  readonly refreshing: string;
  readonly remove: string;
  readonly removed: string;
  readonly removeTitle: string;
  readonly removeText: string;
  readonly removeShared: string;
  readonly add: string;
  readonly added: Text;
  readonly how: string;
  readonly file: string;
  readonly files: string;
  readonly filesHint: string;
  readonly text: string;
  readonly textHint: string;
  readonly page: string;
  readonly address: string;
  readonly addressHint: string;
  readonly name: string;
  readonly nameOptional: string;
}

const en: KnowledgeWords = {
  title: 'Documents',
  intro: 'The assistant takes facts from these. It is given what fits the email that it answers.',
  none: 'None yet. Add a price list, a handbook or a page of your website, and the assistant takes facts from it.',
  kinds: {
    text: 'Text',
    markdown: 'Text',
    pdf: 'PDF',
    docx: 'Word',
    xlsx: 'Excel',
    csv: 'CSV',
    html: 'HTML',
    web: 'Web page',
  },
  failures: {
    unreadable: 'The file is damaged, protected or not of the kind that its name says.',
    no_text: 'There is no text in it. A scan needs text recognition first.',
    too_much_text: 'All documents together would have more text than fits. Delete one first.',
    incomplete: 'The upload was interrupted. Add the document again.',
    forbidden_address: 'This address is not on the public internet, or does not begin with https.',
    unreachable: 'The page cannot be reached.',
    page_refused: 'The server of the page answered with an error.',
    not_a_page: 'The address leads to neither a page nor text.',
    page_too_large: 'The page is larger than 10 MB.',
  },
  reading: 'Reading…',
  passages: { one: '{count} passage', other: '{count} passages' },
  cut: 'It has more text than is kept; the end is missing.',
  outdated: 'The last attempt to fetch it again failed, so an older version is used.',
  shared: 'For all assistants',
  sharedHint: 'Otherwise only this assistant uses it.',
  share: 'Use “{name}” for all assistants',
  show: 'Show passages',
  hide: 'Hide passages',
  shown: 'Passages of {name}',
  refresh: 'Fetch again',
  refreshing: 'The page is being fetched.',
  remove: 'Delete',
  removed: 'Document deleted.',
  removeTitle: 'Delete “{name}”?',
  removeText: 'The original and its passages are erased. The assistant no longer uses them.',
  removeShared: 'The original and its passages are erased. All of your assistants stop using them.',
  add: 'Add a document',
  added: { one: 'Added. It is being read.', other: '{count} documents added. They are being read.' },
  how: 'Kind of document',
  file: 'File',
  files: 'Files',
  filesHint: 'PDF, Word, Excel, CSV, HTML, Markdown or text, up to 10 MB each.',
  text: 'Text',
  textHint: 'Lines that begin with # are headings.',
  page: 'Web page',
  address: 'Address',
  addressHint: 'Fetched once. You can fetch it again when it has changed.',
  name: 'Title',
  nameOptional: 'Title (optional)',
};

const ru: KnowledgeWords = {
  title: 'Документы',
  intro: 'Отсюда ассистент берёт факты. Ему даётся то, что подходит к письму, на которое он отвечает.',
  none: 'Пока нет. Добавьте прайс-лист, справочник или страницу своего сайта — ассистент будет брать оттуда факты.',
  kinds: {
    text: 'Текст',
    markdown: 'Текст',
    pdf: 'PDF',
    docx: 'Word',
    xlsx: 'Excel',
    csv: 'CSV',
    html: 'HTML',
    web: 'Веб-страница',
  },
  failures: {
    unreadable: 'Файл повреждён, защищён или не того вида, который указан в имени.',
    no_text: 'В нём нет текста. Скан нужно сначала распознать.',
    too_much_text: 'Все документы вместе содержат больше текста, чем помещается. Сначала удалите один.',
    incomplete: 'Загрузка прервалась. Добавьте документ ещё раз.',
    forbidden_address: 'Этот адрес не в открытом интернете или не начинается с https.',
    unreachable: 'Страница недоступна.',
    page_refused: 'Сервер страницы ответил ошибкой.',
    not_a_page: 'По этому адресу нет ни страницы, ни текста.',
    page_too_large: 'Страница больше 10 МБ.',
  },
  reading: 'Читается…',
  passages: {
    one: '{count} фрагмент',
    few: '{count} фрагмента',
    many: '{count} фрагментов',
    other: '{count} фрагмента',
  },
  cut: 'Текста больше, чем хранится; конец не вошёл.',
  outdated: 'В последний раз загрузить её заново не удалось, используется прежняя версия.',
  shared: 'Для всех ассистентов',
  sharedHint: 'Иначе им пользуется только этот ассистент.',
  share: 'Использовать «{name}» для всех ассистентов',
  show: 'Показать фрагменты',
  hide: 'Скрыть фрагменты',
  shown: 'Фрагменты: {name}',
  refresh: 'Загрузить заново',
  refreshing: 'Страница загружается.',
  remove: 'Удалить',
  removed: 'Документ удалён.',
  removeTitle: 'Удалить «{name}»?',
  removeText: 'Оригинал и фрагменты будут стёрты. Ассистент больше не будет ими пользоваться.',
  removeShared: 'Оригинал и фрагменты будут стёрты. Ими перестанут пользоваться все ваши ассистенты.',
  add: 'Добавить документ',
  added: {
    one: 'Добавлено. Документ читается.',
    few: 'Добавлено {count} документа. Они читаются.',
    many: 'Добавлено {count} документов. Они читаются.',
    other: 'Добавлено {count} документа. Они читаются.',
  },
  how: 'Вид документа',
  file: 'Файл',
  files: 'Файлы',
  filesHint: 'PDF, Word, Excel, CSV, HTML, Markdown или текст, до 10 МБ каждый.',
  text: 'Текст',
  textHint: 'Строки, которые начинаются с #, — заголовки.',
  page: 'Веб-страница',
  address: 'Адрес',
  addressHint: 'Загружается один раз. Если она изменится, её можно загрузить заново.',
  name: 'Название',
  nameOptional: 'Название (необязательно)',
};

const words: Readonly<Record<Locale, KnowledgeWords>> = { en, ru };

export const knowledgeWords = (locale: Locale): KnowledgeWords => words[locale];

/** A text with its placeholders filled in. */
export const filled = (
  text: Text,
  locale: Locale,
  params: Readonly<Record<string, string | number>>,
): string => fill(text, locale, params);

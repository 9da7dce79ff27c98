import type {
  DocumentData,
  JsonValue,
  StoredDocument,
} from '../../shared/application/ports/document-store.ts';

export interface Golden {
  readonly collection: string;
  /** Of the file, without its ending. */
  readonly name: string;
  readonly path: string;
  readonly data: DocumentData;
}

/** A word of a closed list, as opposed to an id, an address or a text. */
const WORD = /^[a-z]+(?:_[a-z]+)*$/;
/** Fields that hold somebody's words, where a single small one is no closed list. */
const PROSE = /^(?:text|quoted|html|subject|name|email|reason|detail|goalProgress|instructions|model|id)$/;

/** Fields that hold a sentence of ours, of which there are a few; what is quoted or counted in it aside. */
const SENTENCE =
  /^(?:waitingFor|disconnectedWhy|resolution|attention\.message|events\.detail|classification\.reason)$/;
const sentenceOf = (text: string): string =>
  text
    .replaceAll(/“[^”]*”|"[^"]*"|[\w.+-]+@[\w.-]+/g, '…')
    .replaceAll(/\d+/g, '0')
    .slice(0, 48);

/** More than this of a single document is somebody's long mail, of which a short one shows the same. */
const MAX_BYTES = 6_000;

const collectionOf = (path: string): string => path.split('/').at(-2) ?? '';

/** What can be seen of a document's shape: which fields it has, which are null or empty, which words of closed lists they hold. */
const featuresOf = (value: JsonValue, at = ''): readonly string[] => {
  if (value === null) return [`${at} none`];
  if (Array.isArray(value)) {
    return value.length === 0 ? [`${at} empty`] : value.flatMap((item) => featuresOf(item, at));
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([name, field]) => featuresOf(field, at ? `${at}.${name}` : name));
  }
  if (typeof value === 'boolean') return [`${at} ${value}`];
  if (typeof value === 'number') return [`${at} number`];
  if (SENTENCE.test(at)) return [`${at} ${sentenceOf(value)}`];
  const isWord = WORD.test(value) && !PROSE.test(at.split('.').at(-1) ?? '');
  return [`${at} ${isWord ? value : 'text'}`];
};

/** Keeps, of all documents that it is shown, few that together show every feature that any of them had. */
export class Pick {
  readonly #kept = new Map<string, { document: StoredDocument; features: Set<string>; because: string }[]>();
  readonly #seen = new Set<string>();

  show(document: StoredDocument): void {
    const collection = collectionOf(document.path);
    if (JSON.stringify(document.data).length > MAX_BYTES) return;
    const features = new Set(featuresOf(document.data));
    const fresh = [...features].filter((feature) => !this.#seen.has(`${collection} ${feature}`));
    if (fresh.length === 0) return;
    for (const feature of fresh) this.#seen.add(`${collection} ${feature}`);
    // A word says more than that something is there.
    const because = fresh.findLast((feature) => !/ (?:none|empty|text|number|true|false)$/.test(feature));
    const one = { document, features, because: because ?? fresh.at(-1) ?? '' };
    this.#kept.set(collection, [...(this.#kept.get(collection) ?? []), one]);
  }

  picked(): readonly Golden[] {
    return [...this.#kept].flatMap(([collection, all]) => {
      let kept = all;
      for (const one of all) {
        const others = kept.filter((other) => other !== one);
        const covered = new Set(others.flatMap(({ features }) => [...features]));
        if ([...one.features].every((feature) => covered.has(feature))) kept = others;
      }
      const names = new Set<string>();
      return kept.map(({ document: { path, data }, because }) => {
        const base = because.replaceAll(/[^A-Za-z_]+/g, '-').replace(/^-|-$/g, '');
        let name = base;
        for (let n = 2; names.has(name); n++) name = `${base}-${n}`;
        names.add(name);
        return { collection, name, path, data };
      });
    });
  }
}

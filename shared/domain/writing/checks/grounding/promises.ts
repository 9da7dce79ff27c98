import { type Clause, clausesOf } from './clauses.ts';
import type { Fact } from './facts.ts';

/** Words that bind the owner, in six languages: said by us, each needs the owner's own word for it. */
const families: Readonly<Record<string, RegExp>> = {
  guarantee:
    /(?<!\p{L})(?:guarantee\p{L}*|warrant(?:y|ies|ed)|garant(?:ie|ien|iert\p{L}*|ieren|iere|ir|is|it|issons|issez|i|ía|ías|iza\p{L}*|ito|ita|iti|ite|isce|iamo|zia|zie|ía)|\p{L}+garantie|garanzi[ae]|гаранти\p{L}+)(?!\p{L})/giu,
  refund:
    /(?<!\p{L})(?:refund\p{L}*|money[- ]back|geld[- ]zur[uü]ck\p{L}*|r[uü]ckerstatt\p{L}*|erstatt\p{L}*|rembours\p{L}*|reembols\p{L}*|devol(?:ver|vemos|veremos|ución)\p{L}* (?:el|su|tu) dinero|rimbors\p{L}*|возврат\p{L}*|верн[её]м деньги|возвраща\p{L}+ деньги)(?!\p{L})/giu,
  discount:
    /(?<!\p{L})(?:discount\p{L}*|price cut|half[- ]price|(?<=%\s?)off|rabatt\p{L}*|nachlass\p{L}*|preisnachlass|erm[aä](?:ß|ss)igung\p{L}*|(?:zum )?halbe[nrm]? preis|remises?(?= |[.,;:!?]|$)|r[ée]ductions?|promotion\p{L}*|moiti[ée] prix|descuent\p{L}*|rebaja\p{L}*|mitad de precio|scont\p{L}+|met[àa] prezzo|скид\p{L}+|полцены)(?!\p{L})/giu,
  free: /(?<!\p{L})(?:for free|free of (?:charge|cost)|(?:is|are|it['’]s|completely|totally) free(?! (?:to|on|at|from|until|for|in|next|this|tomorrow|all))|free (?:trial|month|months|shipping|delivery|plan|account|version|demo|set-?up|support|upgrade|consultation|year|week|day|sample|samples|training|migration|onboarding)|no (?:extra )?(?:charge|cost)|complimentary|at no cost|kostenlos\p{L}*|kostenfrei\p{L}*|gratis|unentgeltlich\p{L}*|versandkostenfrei|gratuit\p{L}*|sans frais|offert\p{L}*|gratuit\p{L}+|sin coste|sin cargo|gratuit[oaie]|omaggio|бесплатн\p{L}+|даром)(?!\p{L})/giu,
  unlimited:
    /(?<!\p{L})(?:unlimited|unbegrenzt\p{L}*|unlimitiert\p{L}*|illimit\p{L}+|ilimitad\p{L}+|безлимит\p{L}*|неограничен\p{L}+)(?!\p{L})/giu,
  lifetime:
    /(?<!\p{L})(?:lifetime|for life|forever free|lebenslang\p{L}*|à vie|de por vida|vitalici\p{L}+|a vita|пожизнен\p{L}+|навсегда)(?!\p{L})/giu,
  certified:
    /(?<!\p{L})(?:certifi(?:ed|cation|cations|cates?)|accredited|zertifizier\p{L}*|certifi[ée]\p{L}*|certificad\p{L}+|certificación\p{L}*|certificat[oaie]|certificazion\p{L}*|сертифи\p{L}+|ISO|SOC ?2|GDPR|HIPAA|DSGVO|RGPD|PCI)(?!\p{L})/giu,
  promise:
    /(?<!\p{L})(?:(?:we|i) (?:hereby )?(?:promise|commit|assure|pledge|undertake)|you have (?:my|our) word|(?:wir|ich) (?:versprechen|verspreche|sichere?n? (?:ihnen |dir )?zu|verpflichte\p{L}*)|(?:nous nous|je m['’])engage\p{L}*|(?:je|nous) (?:vous )?promet\p{L}+|(?:le |te |les )?promet(?:o|emos|to|tiamo)|(?:nos|me) compromet\p{L}+|ci impegniamo|mi impegno|обеща(?:ю|ем)|обязу(?:юсь|емся))(?!\p{L})/giu,
  around_the_clock:
    /24\/7|(?<!\p{L})(?:around the clock|round the clock|rund um die uhr|24 heures sur 24|24h\/24|las 24 horas|24 ore su 24|круглосуточн\p{L}+)(?!\p{L})/giu,
  immediate_penalty:
    /(?<!\p{L})(?:penalty|compensation|sla|service level|vertragsstrafe|entsch[aä]digung\p{L}*|p[ée]nalit[ée]s?|d[ée]dommag\p{L}+|indemni\p{L}+|penalizaci\p{L}+|penal[ei]|risarcimento|неустойк\p{L}+|компенсаци\p{L}+)(?!\p{L})/giu,
};

/** "24/7" is a promise where it is about being reached. */
const REACH =
  /support|available|availab|reach|help|service|hotline|erreichbar|betreuung|joignable|disponib|asistencia|atenci|assistenz|raggiung|поддержк|доступн|на связи/iu;

export interface PromiseIn {
  readonly family: string;
  readonly clause: Clause;
  readonly start: number;
  readonly end: number;
}

const promisesOf = (text: string): readonly PromiseIn[] => {
  const clauses = clausesOf(text);
  return Object.entries(families).flatMap(([family, pattern]) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const clause = clauses.find(({ start, end }) => match.index >= start && match.index < end);
      return clause ? [{ family, clause, start: match.index, end: match.index + match[0].length }] : [];
    }),
  );
};

/** What a text binds us to. A promise that is denied or asked about is none. */
export const promiseFacts = (text: string): readonly Fact[] =>
  promisesOf(text)
    .filter(
      ({ family, clause }) => !clause.isOpen && (family !== 'around_the_clock' || REACH.test(clause.text)),
    )
    .map(({ family, start, end }) => ({
      start,
      end,
      readings: [{ kind: 'promise', family }],
      isWeak: false,
      isImpossible: false,
      count: null,
    }));

/** The promises that a text of the owner makes or allows. */
export const promisedFamilies = (text: string): readonly string[] =>
  promisesOf(text)
    .filter(({ clause }) => !clause.isOpen || clause.text.includes('?'))
    .map(({ family }) => family);

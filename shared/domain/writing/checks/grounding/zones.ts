/** Names of time zones as mails have them, with their offsets in minutes, winter and summer. */
const zones: readonly (readonly [RegExp, readonly number[]])[] = [
  [/(?<!\p{L})(?:UTC|GMT)(?!\p{L})/u, [0]],
  [/(?<!\p{L})(?:UK|BST|London|Britain|British time|UK time|Lisbon|Dublin)(?!\p{L})/u, [0, 60]],
  [
    /(?<!\p{L})(?:CES?T|MES?Z|Berlin|Paris|Madrid|Rom[ae]?|Wien|Vienna|Zürich|Zurich|Amsterdam|Brussels)(?!\p{L})/u,
    [60, 120],
  ],
  [/(?<!\p{L})(?:EES?T|Kyiv|Kiev|Helsinki|Athens)(?!\p{L})/u, [120, 180]],
  [/(?<!\p{L})(?:E[SD]T|ET|New York|Eastern|Boston|Toronto)(?!\p{L})/u, [-300, -240]],
  [/(?<!\p{L})(?:C[SD]T|Chicago|Central time)(?!\p{L})/iu, [-360, -300]],
  [/(?<!\p{L})(?:M[SD]T|Denver)(?!\p{L})/u, [-420, -360]],
  [/(?<!\p{L})(?:P[SD]T|PT|Pacific|California|San Francisco|Los Angeles|Seattle)(?!\p{L})/u, [-480, -420]],
  [/(?<!\p{L})(?:MSK|Moscow|Moskau|Moscou|Moscú|Mosca|МСК|мск|по Москве|московск\p{L}*)(?!\p{L})/u, [180]],
  [/(?<!\p{L})(?:Dubai|GST)(?!\p{L})/u, [240]],
  [/(?<!\p{L})(?:IST|India|Delhi|Mumbai)(?!\p{L})/u, [330]],
  [/(?<!\p{L})(?:Almaty|Алматы|Astana)(?!\p{L})/u, [300]],
  [/(?<!\p{L})(?:SGT|Singapore|Hong Kong|Beijing)(?!\p{L})/u, [480]],
  [/(?<!\p{L})(?:JST|Tokyo|Japan)(?!\p{L})/u, [540]],
  [/(?<!\p{L})(?:AES?T|AEDT|Sydney)(?!\p{L})/u, [600, 660]],
];

export const offsetsIn = (text: string): readonly number[] =>
  zones.flatMap(([name, offsets]) => (name.test(text) ? offsets : []));

const THEIR_TIME =
  /your (?:local )?time|(?:for|on) you(?:r side)?(?!\p{L})|Ihrer Zeit|bei Ihnen|chez vous|heure locale|hora local|tu hora|su hora|ora locale|по вашему времени|у вас/iu;
export const isTheirTime = (text: string): boolean => THEIR_TIME.test(text);

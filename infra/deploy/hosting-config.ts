import { z } from 'zod';

const rewrite = z.looseObject({ run: z.looseObject({ region: z.string() }).optional() });
const file = z.looseObject({ hosting: z.looseObject({ rewrites: z.array(rewrite) }) });

/** Written beside firebase.json, because its paths are relative to the file. */
export const CONFIG = 'firebase.deploy.json';

/** `firebase.json` for one environment: its site, and the region of its functions. */
export const hostingConfig = (
  firebaseJson: unknown,
  { site, region }: { readonly site: string; readonly region: string },
): object => {
  const { hosting, ...others } = file.parse(firebaseJson);
  return {
    ...others,
    hosting: {
      site,
      ...hosting,
      rewrites: hosting.rewrites.map((one) => (one.run ? { ...one, run: { ...one.run, region } } : one)),
    },
  };
};

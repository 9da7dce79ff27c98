import { z } from 'zod';

const rewrite = z.looseObject({ run: z.looseObject({ region: z.string() }).optional() });
const file = z.looseObject({ hosting: z.looseObject({ rewrites: z.array(rewrite) }) });

/** Written beside firebase.json, because the paths in it are seen from there. */
export const CONFIG = 'firebase.deploy.json';

/** `firebase.json` for one environment: its site, and the region where its functions are. */
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

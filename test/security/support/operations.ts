import { z } from 'zod';

/** One operation as `/api/openapi.json` describes it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly pathParams: readonly string[];
  readonly queryParams: readonly string[];
  readonly headers: readonly string[];
  readonly needsSession: boolean;
  readonly takesBody: boolean;
}

const operation = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']) })).default([]),
  requestBody: z.unknown().optional(),
});
const methods = z.enum(['get', 'put', 'post', 'patch', 'delete', 'head', 'options', 'trace']);
const document = z.object({ paths: z.record(z.string(), z.partialRecord(methods, operation)) });

/** Everything that a running system says it answers to. */
export const readOperations = async (origin: string): Promise<readonly Operation[]> => {
  const { paths } = document.parse(await (await fetch(`${origin}/api/openapi.json`)).json());
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, described]): Operation => {
      const named = (place: string) =>
        described.parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
      return {
        id: described.operationId,
        method: method.toUpperCase(),
        path,
        pathParams: named('path'),
        queryParams: named('query'),
        headers: named('header'),
        needsSession: (described.security ?? []).length > 0,
        takesBody: described.requestBody !== undefined,
      };
    }),
  );
};

/** The path with its parameters filled in. */
export const fill = (path: string, values: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} of ${path}`);
    return encodeURIComponent(value);
  });

/** Every way to choose one of the values for each name. */
export const combinations = (
  choices: Readonly<Record<string, readonly string[]>>,
): readonly Readonly<Record<string, string>>[] =>
  Object.entries(choices).reduce<Readonly<Record<string, string>>[]>(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );

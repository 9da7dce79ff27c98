import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { describedExport } from '../application/account/described-export.ts';
import { problem } from '../contract/common.ts';
import { type RouteContract, routes } from '../contract/routes.ts';

const statusTexts: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Done on our side; Google did not confirm the revocation and is asked again',
  204: 'Done',
  302: 'Redirect',
};

/** A form is described beside the JSON. */
const contentOf = (body: z.ZodType, upload: z.ZodObject | undefined) => ({
  'application/json': { schema: body },
  ...(upload
    ? {
        'multipart/form-data': {
          schema: upload.extend({
            file: z.string().meta({ override: { type: 'string', format: 'binary' } }),
          }),
        },
      }
    : {}),
});

const operationOf = (id: string, route: RouteContract): ZodOpenApiOperationObject => {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const params = Object.fromEntries(names.map((name) => [name, z.string()]));
  const headers = Object.fromEntries((route.headers ?? []).map((name) => [name, z.string().optional()]));
  const success = Object.entries(route.responses).map(([status, body]) => [
    status,
    {
      description: statusTexts[Number(status)] ?? 'OK',
      ...(body ? { content: { 'application/json': { schema: body } } } : {}),
    },
  ]);
  return {
    operationId: id,
    summary: route.summary,
    security: route.session ? [{ session: [] }] : [],
    requestParams: {
      ...(names.length > 0 ? { path: z.object(params) } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(route.headers ? { header: z.object(headers) } : {}),
    },
    ...(route.body ? { requestBody: { content: contentOf(route.body, route.upload) } } : {}),
    responses: {
      ...Object.fromEntries(success),
      default: {
        description: 'RFC 9457 problem details',
        content: { 'application/problem+json': { schema: problem } },
      },
    },
  };
};

/** The API's description, generated from the table and schemas that route and validate requests. */
export const openApiDocument = (publicUrl: string): object => {
  const table: Readonly<Record<string, RouteContract>> = {
    ...routes,
    exportAccount: { ...routes.exportAccount, responses: { 200: describedExport } },
  };
  const paths: ZodOpenApiPathsObject = {};
  for (const [id, route] of Object.entries(table)) {
    const path = `/api${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operationOf(id, route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Email AI', version: '1', description: 'An AI that carries on email conversations.' },
    servers: [{ url: publicUrl }],
    paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__session' } } },
  });
};

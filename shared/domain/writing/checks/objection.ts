import type { NoticeOf } from '../../notice.ts';
import { legacyShape, noticeSchema } from '../../notice.ts';

/** What speaks against sending a text that the model wrote. */
export const objectionShapes = { legacy: legacyShape } as const;
export const objectionSchema = noticeSchema(objectionShapes);
export type Objection = NoticeOf<typeof objectionShapes>;

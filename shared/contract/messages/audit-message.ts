import type { AuditEvent } from '../../domain/account/audit.ts';
import { auditTexts } from './audit.ts';
import { fill } from './message.ts';

/** An entry of the audit log as an English sentence. */
export const auditMessage = ({ action, params }: AuditEvent): string => fill(auditTexts[action], params);

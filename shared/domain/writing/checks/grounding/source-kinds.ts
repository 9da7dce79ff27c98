/** Where something stands that a mail may state. `note`: the owner said it; `profile`: names and addresses. */
export const sourceKinds = ['knowledge', 'passage', 'instructions', 'note', 'mail', 'profile'] as const;
export type SourceKind = (typeof sourceKinds)[number];

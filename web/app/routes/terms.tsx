import { LegalPage } from '../legal/legal-page.tsx';
import { terms } from '../legal/terms.ts';

export default function Terms() {
  return <LegalPage texts={terms} />;
}

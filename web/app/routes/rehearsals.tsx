import { useParams } from 'react-router';
import { AssistantPage } from '../assistants/assistant-page.tsx';
import { Rehearsals } from '../rehearsals/rehearsals.tsx';

export default function RehearsalsRoute() {
  const { assistantId = '', rehearsalId = null } = useParams();
  return (
    <AssistantPage key={assistantId} assistantId={assistantId}>
      {(assistant) => <Rehearsals assistant={assistant} rehearsalId={rehearsalId} />}
    </AssistantPage>
  );
}

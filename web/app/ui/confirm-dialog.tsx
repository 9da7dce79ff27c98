import { Button, Modal, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import './modal-styles.ts';
import { useI18n } from '../i18n/i18n.tsx';

export interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly pending?: boolean;
  /** Text that must be typed before confirming is possible. */
  readonly typed?: string;
  readonly onConfirm: () => unknown;
  readonly onClose: () => void;
}

/** Asks for confirmation of an action that cannot be undone. */
export default function ConfirmDialog(props: ConfirmProps) {
  const { t } = useI18n();
  const { opened, title, children, onClose } = props;
  return (
    <Modal.Root opened={opened} onClose={onClose} centered>
      <Modal.Overlay />
      <Modal.Content>
        {/* Inside a dialog, a header is not the page's banner. */}
        <Modal.Header role="none">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.close')} />
        </Modal.Header>
        <Modal.Body>
          <div className="stack">
            <div>{children}</div>
            <Answer {...props} />
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

const Answer = ({ typed, confirmLabel, pending = false, onConfirm, onClose }: ConfirmProps) => {
  const { t } = useI18n();
  const [text, setText] = useState('');
  const ready = typed === undefined || text.trim().toLowerCase() === typed.toLowerCase();
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onConfirm();
      }}
    >
      {typed !== undefined && (
        <TextInput
          label={t('confirm.type', { text: typed })}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
      )}
      <div className="row">
        <Button className="push" variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        {/* White on it passes 4.5:1, which it does not on the library's own red. */}
        <Button type="submit" color="#a8281e" disabled={!ready} loading={pending}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
};

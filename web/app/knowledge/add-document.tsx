import { Button, Checkbox, Input, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { filled, knowledgeWords } from '../i18n/knowledge.ts';
import { fieldErrors, useErrorText } from '../ui/error-text.ts';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './knowledge.module.css';
import { uploadDocument } from './upload.ts';

const ways = ['file', 'text', 'page'] as const;
type Way = (typeof ways)[number];

const NOTHING = { name: '', text: '', url: '' };
const ACCEPTED = '.pdf,.docx,.xlsx,.csv,.tsv,.html,.htm,.md,.markdown,.txt';

/** A form for another document: files, text of one's own or a web page. */
export const AddDocument = ({ assistantId }: { readonly assistantId: string }) => {
  const { locale } = useI18n();
  const words = knowledgeWords(locale);
  const errorText = useErrorText();
  const fileId = useId();
  const chosen = useRef<HTMLInputElement>(null);
  const [way, setWay] = useState<Way>('file');
  const [values, setValues] = useState(NOTHING);
  const [shared, setShared] = useState(false);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const { run, pending } = useAction();
  const change = (what: Partial<typeof NOTHING>) => setValues((before) => ({ ...before, ...what }));
  const name = values.name.trim();

  const addFiles = async (): Promise<number> => {
    const files = [...(chosen.current?.files ?? [])];
    let added = 0;
    for (const file of files) {
      try {
        await uploadDocument(assistantId, file, { name: files.length === 1 ? name : '', shared });
        added++;
      } catch (error) {
        // The others may still be fine.
        toast('failed', `${file.name}: ${errorText(error)}`);
      }
    }
    if (added > 0 && chosen.current) chosen.current.value = '';
    return added;
  };
  const add = async (): Promise<number> => {
    if (way === 'file') return addFiles();
    const body =
      way === 'text'
        ? { name, text: values.text, shared }
        : { url: values.url.trim(), shared, ...(name === '' ? {} : { name }) };
    await send('addDocument', { assistantId, body });
    return 1;
  };
  const submit = () =>
    run(
      async () => {
        const count = await add();
        await resources.invalidate('listDocuments');
        if (count === 0) return;
        setValues(NOTHING);
        setErrors({});
        toast('done', filled(words.added, locale, { count }));
      },
      {
        onError: (error) => {
          setErrors(fieldErrors(error));
          toast('failed', errorText(error));
        },
      },
    );

  const title = (
    <TextInput
      label={way === 'text' ? words.name : words.nameOptional}
      required={way === 'text'}
      withAsterisk={false}
      maxLength={200}
      value={values.name}
      onChange={(event) => change({ name: event.currentTarget.value })}
      error={errors.name}
    />
  );
  return (
    <form
      className={classes.add}
      aria-label={words.add}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{words.add}</h3>
      <SegmentedControl
        className={classes.ways}
        aria-label={words.how}
        value={way}
        onChange={(value) => {
          setWay(value as Way);
          setErrors({});
        }}
        data={ways.map((value) => ({ value, label: words[value] }))}
      />
      {way === 'file' && (
        <Input.Wrapper id={fileId} label={words.files} description={words.filesHint} error={errors.file}>
          <input
            ref={chosen}
            id={fileId}
            className={classes.file}
            type="file"
            accept={ACCEPTED}
            multiple
            required
            aria-describedby={`${fileId}-description`}
          />
        </Input.Wrapper>
      )}
      {way === 'page' && (
        <TextInput
          type="url"
          required
          withAsterisk={false}
          maxLength={2000}
          placeholder="https://"
          label={words.address}
          description={words.addressHint}
          value={values.url}
          onChange={(event) => change({ url: event.currentTarget.value })}
          error={errors.url}
        />
      )}
      {title}
      {way === 'text' && (
        <Textarea
          required
          withAsterisk={false}
          autosize
          minRows={5}
          maxRows={16}
          maxLength={1_000_000}
          label={words.text}
          description={words.textHint}
          value={values.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          error={errors.text}
        />
      )}
      <Checkbox
        label={words.shared}
        description={words.sharedHint}
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <div>
        <Button type="submit" variant="default" loading={pending}>
          {words.add}
        </Button>
      </div>
    </form>
  );
};

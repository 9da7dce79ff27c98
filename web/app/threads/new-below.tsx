import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import classes from './thread-page.module.css';

/** Announces a new mail below the visible part, instead of scrolling to it. */
export const NewBelow = ({ count }: { readonly count: number }) => {
  const { t } = useI18n();
  const end = useRef<HTMLDivElement>(null);
  const seen = useRef(count);
  const endInView = useRef(true);
  const [fresh, setFresh] = useState(false);

  useEffect(() => {
    const element = end.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => {
      endInView.current = entries.at(-1)?.isIntersecting ?? false;
      if (endInView.current) setFresh(false);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (seen.current > 0 && count > seen.current && !endInView.current) setFresh(true);
    seen.current = count;
  }, [count]);

  return (
    <>
      {fresh && (
        <button
          type="button"
          className={classes.below}
          onClick={() => end.current?.scrollIntoView({ behavior: 'smooth', block: 'end' })}
        >
          <Icon name="chevronDown" size={16} />
          {t('thread.newBelow')}
        </button>
      )}
      <div ref={end} />
    </>
  );
};

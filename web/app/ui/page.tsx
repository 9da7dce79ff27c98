import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import { Icon } from './icons.tsx';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  /** Shown below the title, in a lighter colour. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  /** `reading` keeps lines short; `wide` is for tables and conversations. */
  readonly width?: 'reading' | 'wide';
  readonly children: ReactNode;
}

export const Page = ({ title, lead, actions, back, width = 'wide', children }: PageProps) => {
  useEffect(() => {
    document.title = `${title} · Email AI`;
  }, [title]);
  return (
    <div className={classes[width]}>
      <header className={classes.header}>
        <div className={classes.heading}>
          {back && (
            <Link to={back.to} className={classes.back}>
              <Icon name="back" size={15} />
              {back.label}
            </Link>
          )}
          <h1 className="break">{title}</h1>
          {lead && <div className={classes.lead}>{lead}</div>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
};

import classes from './home.module.css';

const WIDTH = 160;
const HEIGHT = 36;

/** A column per day; the last one is today. A day without values keeps a thin line, so that days can be counted. */
export const Bars = ({ values, label }: { readonly values: readonly number[]; readonly label: string }) => {
  const highest = Math.max(1, ...values);
  const step = WIDTH / Math.max(1, values.length);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={classes.bars}
      role="img"
      aria-label={label}
    >
      {values.map((value, day) => {
        const height = value === 0 ? 1.5 : Math.max(3, (value / highest) * HEIGHT);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day is its place in the row
            key={day}
            x={day * step + step * 0.14}
            y={HEIGHT - height}
            width={step * 0.72}
            height={height}
            rx={Math.min(1.5, step * 0.2)}
            data-empty={value === 0}
          />
        );
      })}
    </svg>
  );
};

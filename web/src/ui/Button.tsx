import { useId, type ButtonHTMLAttributes, type ReactNode, type Ref } from 'react';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  /** Something is under way: the button stays where it is and does nothing more. */
  busy?: boolean;
  /** Why it can't be pressed; shown beside the button and read with it. It stays reachable by keyboard. */
  refused?: string | null;
  icon?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'primary', busy, refused, icon, children, onClick, className = '', type = 'button', ...rest }: Props) {
  const reasonId = useId();
  const blocked = Boolean(busy || refused);
  const button = (
    <button
      {...rest}
      type={type}
      className={`button ${look} ${className}`}
      aria-disabled={blocked || undefined}
      aria-describedby={refused ? reasonId : rest['aria-describedby']}
      onClick={blocked ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      {children}
    </button>
  );
  if (!refused) return button;
  return (
    <span className="button-refused">
      {button}
      <span className="button-reason" id={reasonId}>
        {refused}
      </span>
    </span>
  );
}

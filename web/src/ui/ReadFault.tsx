import { asProblem } from '../api/problem';
import { Button } from './Button';
import { Notice } from './Notice';

/** Why a part of the page could not be read, and once more. */
export function ReadFault({ error, again }: { error: unknown; again: () => Promise<unknown> }) {
  return (
    <Notice tone="danger" title={asProblem(error).title} live>
      <Button look="secondary" onClick={() => void again()}>
        Försök igen
      </Button>
    </Notice>
  );
}

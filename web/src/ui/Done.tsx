import { useEffect, useRef } from 'react';
import { Notice } from './Notice';

/** What has just been done, in words; `time` grows each time something is. Takes the focus, as the button that did it may be gone, and comes into view. */
export function Done({ text, time, tone = 'success' }: { text: string; time: number; tone?: 'success' | 'warning' }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [time]);
  return (
    <div ref={box} role="status" tabIndex={-1}>
      <Notice tone={tone} title={text} />
    </div>
  );
}

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { hasName } from '../../../core/captions/policy';
import { captionText } from '../../../core/captions/lowerThird';
import type { Show } from '../../../core/show/model';
import { t } from '../../i18n/t';
import { drawLowerThird } from '../../overlay/draw';
import { lookFor } from '../../overlay/look';
import '../../overlay/lowerThird.css';
import styles from './Graphics.module.css';

const canvas = { width: 1280, height: 720 };

/** A name as viewers will see it, by the drawing that they will see. */
export function GraphicsPreview({ show }: { readonly show: Show }): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const speaker = show.speakers.find(hasName);
  const { name, role, organisation, dir } = captionText(
    speaker ?? {
      name: t('edit.graphics.sample.name'),
      role: t('edit.graphics.sample.role'),
      organisation: t('edit.graphics.sample.organisation'),
    },
  );
  const width = useWidth(frame);
  const { graphics } = show;
  useEffect(() => {
    let isOver = false;
    void lookFor(graphics, `${name} ${role} ${organisation}`).then((look) => {
      if (isOver || !frame.current) return;
      const stage = document.createElement('div');
      stage.className = 'stage';
      frame.current.replaceChildren(stage);
      drawLowerThird(stage, [{ name, role, organisation, dir }], canvas, look);
      // Not before it is drawn: it is measured in its own pixels.
      stage.style.transform = `scale(${width / canvas.width})`;
    });
    return () => {
      isOver = true;
    };
  }, [graphics, name, role, organisation, dir, width]);
  return (
    <div
      ref={frame}
      className={styles.preview}
      role="img"
      aria-label={t('edit.graphics.preview', { name })}
    />
  );
}

function useWidth(of: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = of.current!;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [of]);
  return width;
}

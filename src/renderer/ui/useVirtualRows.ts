import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type RefObject, useRef } from 'react';

export interface VirtualRows<Scroller extends HTMLElement> {
  readonly scroller: RefObject<Scroller | null>;
  /** For the list inside the scroller: keeps the room of the rows that are not drawn. */
  readonly room: CSSProperties;
  readonly items: readonly { readonly index: number; readonly key: string | number | bigint }[];
  /** The `ref` of each row, which carries `data-index`; rows may have any height. */
  readonly measure: (row: HTMLElement | null) => void;
  readonly scrollTo: (index: number, align: 'start' | 'center' | 'auto') => void;
}

export interface VirtualRowsOptions {
  readonly count: number;
  /** What stays with a row wherever it moves. */
  readonly keyOf: (index: number) => string | number;
  /** Height of a row that was not drawn yet, px. */
  readonly usualHeight: number;
  /** Of what stays above the rows inside the scroller and takes no room of its own, px. */
  readonly headHeight: number;
}

/** What is taken for the scroller's size until it was laid out, px: to draw no row first would be to lay it out twice. */
const firstView = { width: 800, height: 600 };

/** A list of any length of which only the rows in view exist. */
export function useVirtualRows<Scroller extends HTMLElement>({
  count,
  keyOf,
  usualHeight,
  headHeight,
}: VirtualRowsOptions): VirtualRows<Scroller> {
  const scroller = useRef<Scroller>(null);
  // Its answers change though it stays the same object: nothing here may be memoised, and nothing is.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    getItemKey: keyOf,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 6,
    initialRect: firstView,
  });
  const items = virtual.getVirtualItems();
  const room = {
    paddingBlockStart: items[0]?.start ?? headHeight,
    paddingBlockEnd: virtual.getTotalSize() - (items.at(-1)?.end ?? 0),
  };
  return {
    scroller,
    room,
    items,
    measure: virtual.measureElement,
    scrollTo: (index, align) => virtual.scrollToIndex(index, { align }),
  };
}

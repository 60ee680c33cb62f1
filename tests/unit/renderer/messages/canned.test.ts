import { describe, expect, it } from 'vitest';
import { cannedMessages } from '../../../../src/renderer/features/messages/canned';
import { webinar } from '../../../support/shows';
import { Stage } from '../../../support/stage';

function canned({ state: { document, run } }: Stage): readonly string[] {
  return cannedMessages(document.show, run);
}

describe('messages ready to send', () => {
  it('name what comes next and who has not been named yet', () => {
    const stage = new Stage(webinar(), '15:50');
    for (let press = 0; press < 4; press += 1) {
      stage.go({ early: true });
      stage.wait(2_000);
    }
    expect(canned(stage).slice(3, 5)).toEqual(['Move to closing', 'Bring in Name paul']);
    stage.send({ type: 'nextCaption', expected: 'paul' });
    stage.showsName();
    expect(canned(stage)[4]).toBe('Bring in Name morshed');
  });

  it('name nobody and nothing while there is nobody and nothing', () => {
    expect(canned(new Stage(webinar(), '15:00')).slice(3, 5)).toEqual(['Please move on', 'Next question']);
  });

  it('are eight different ones, whatever the show', () => {
    expect(new Set(canned(new Stage(webinar(), '15:00'))).size).toBe(8);
  });
});

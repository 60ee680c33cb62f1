import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../../../src/core/time/units';
import { dateOf, instantOf, isZone, parseDate, timeOfDayOf, zoneName } from '../../../../src/core/time/zone';
import { tod } from '../../../support/shows';

describe('times of day in a zone', () => {
  it('are instants by the zone of the show, not of the machine', () => {
    expect(instantOf('2023-10-27', tod('16:00'), 'Europe/Paris').instant).toBe(Date.UTC(2023, 9, 27, 14));
    expect(instantOf('2023-10-27', tod('16:00'), 'America/New_York').instant).toBe(Date.UTC(2023, 9, 27, 20));
    expect(instantOf('2023-10-27', tod('16:00'), 'Asia/Kolkata').instant).toBe(Date.UTC(2023, 9, 27, 10, 30));
  });

  it('a start in the hour that a clock change skips moves on by that hour, and says so', () => {
    const skipped = instantOf('2024-03-31', tod('02:30'), 'Europe/Paris');
    expect(skipped).toEqual({ instant: Date.UTC(2024, 2, 31, 1, 30), skipped: true });
    expect(timeOfDayOf(skipped.instant, 'Europe/Paris')).toBe(tod('03:30'));
    expect(instantOf('2024-03-31', tod('03:30'), 'Europe/Paris').skipped).toBe(false);
  });

  it('of an hour that comes twice, the first counts', () => {
    expect(instantOf('2024-10-27', tod('02:30'), 'Europe/Paris')).toEqual({
      instant: Date.UTC(2024, 9, 27, 0, 30),
      skipped: false,
    });
  });

  it('a time past 24 h is the next day', () => {
    expect(instantOf('2024-12-31', 24 * hour + 10 * minute, 'Europe/Paris').instant).toBe(
      Date.UTC(2024, 11, 31, 23, 10),
    );
  });

  it('and back: every quarter of an hour of a year comes out as it went in', () => {
    for (const zone of ['Europe/Paris', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC', 'Asia/Kathmandu']) {
      for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2025, 0, 1); at += 6 * hour + 15 * minute) {
        const { instant } = instantOf(dateOf(at, zone), timeOfDayOf(at, zone), zone);
        // Only in the hour that comes twice may it be the earlier of the two.
        expect(at - instant === 0 || Math.abs(at - instant) <= hour).toBe(true);
        expect(timeOfDayOf(instant, zone)).toBe(timeOfDayOf(at, zone));
      }
    }
  });

  it('dates are dates', () => {
    expect(parseDate('2024-02-29')).toBe(Date.UTC(2024, 1, 29));
    for (const bad of ['2023-02-29', '2024-13-01', '2024-1-1', 'today', ''])
      expect(parseDate(bad)).toBeNull();
    for (let at = Date.UTC(1999, 11, 31); at < Date.UTC(2032, 0, 1); at += 13 * day)
      expect(dateOf(at, 'UTC')).toBe(new Date(at).toISOString().slice(0, 10));
  });

  it('zones are those that the runtime knows', () => {
    expect(isZone('Europe/Paris')).toBe(true);
    expect(isZone('Europe/Lutetia')).toBe(false);
  });

  it('a zone is named as people there name it', () => {
    expect(zoneName(Date.UTC(2023, 9, 27), 'Europe/Paris', 'en-GB')).toBe('CEST');
    expect(zoneName(Date.UTC(2023, 11, 27), 'Europe/Paris', 'en-GB')).toBe('CET');
    expect(zoneName(Date.UTC(2023, 9, 27), 'America/New_York', 'en-GB')).toBe('EDT');
    expect(zoneName(Date.UTC(2023, 9, 27), 'Asia/Kathmandu', 'en-GB')).toBe('UTC+5:45');
  });
});

/** What is wrong with a show's file. */
export const file = {
  empty: 'it is empty',
  tooLarge: 'it is {{megabytes}} MB large',
  newer: 'it is of version {{version}}',
  damage: {
    notWhole: 'it is not a Lectern show, or it was cut short',
    noShow: 'it is not a Lectern show',
    unreadable: '{{detail}}',
    field: '{{place}}: {{problem}}',
  },
  place: {
    show: 'the show',
    segments: 'segment {{number}}',
    speakers: 'speaker {{number}}',
    fieldOf: '{{place}}, {{field}}',
  },
  field: {
    durationNotPositive: 'the duration is not positive',
    durationTooLong: 'the duration is longer than a day',
    startOutOfRange: 'the start is no time of day',
    thresholdOutOfRange: 'the warning time is out of range',
    slotOutOfRange: 'a speaker’s time is less than a second or longer than a day',
    transitionOutOfRange: 'the transition takes less than 50 ms or more than 20 s',
    zoneUnknown: 'the time zone is unknown',
    dateUnknown: 'the date is no date',
    idTaken: 'two segments or two speakers have the same id',
    missing: 'it is missing',
    unknown: 'there is something that Lectern does not know',
    wrongKind: 'it is of the wrong kind',
    tooLong: 'it is too long',
    wrong: 'it cannot be so',
  },
} as const;

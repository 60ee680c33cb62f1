import { Refusal, intent, status } from '../protocol';
import { changeFilters } from '../world/edit';
import { filterKind } from '../world/kinds';
import type { Filter } from '../world/model';
import {
  type FilterOnSource,
  boolean,
  filterOnSource,
  filtersOf,
  number,
  object,
  optional,
  source,
  string,
} from './fields';
import { type Obs, type RequestTable, request } from './request';

function edit(obs: Obs, { sourceName, filter }: FilterOnSource, change: Partial<Filter>): void {
  obs.update(
    changeFilters(obs.world(), sourceName, (filters) =>
      filters.map((each) => (each.name === filter.name ? { ...each, ...change } : each)),
    ),
  );
}

const listed = (filter: Filter, filterIndex: number) => ({
  filterEnabled: filter.enabled,
  filterIndex,
  filterKind: filter.kind,
  filterName: filter.name,
  filterSettings: filter.settings,
});

export const filterRequests: RequestTable = {
  GetSourceFilterList: request({ sourceName: source() }, ({ sourceName }, obs) => ({
    filters: filtersOf(obs.world(), sourceName).map(listed),
  })),

  GetSourceFilter: request({ on: filterOnSource() }, ({ on }, obs) => {
    const { filterName: _name, ...rest } = listed(
      on.filter,
      filtersOf(obs.world(), on.sourceName).indexOf(on.filter),
    );
    return rest;
  }),

  GetSourceFilterDefaultSettings: request({ kind: string('filterKind') }, ({ kind }) => {
    const known = filterKind(kind);
    return known === undefined
      ? new Refusal(status.invalidFilterKind)
      : { defaultFilterSettings: known.defaults };
  }),

  CreateSourceFilter: request(
    {
      sourceName: source(),
      filterName: string('filterName'),
      kind: string('filterKind'),
      settings: optional('filterSettings', object('filterSettings', 'may be empty'), {}),
    },
    ({ sourceName, filterName, kind, settings }, obs) => {
      const present = filtersOf(obs.world(), sourceName);
      if (present.some(({ name }) => name === filterName)) {
        return new Refusal(status.resourceAlreadyExists, 'A filter already exists by that name.');
      }
      const known = filterKind(kind);
      if (known === undefined) {
        return new Refusal(
          status.invalidFilterKind,
          'Your specified filter kind is not supported by OBS. Check that any necessary plugins are loaded.',
        );
      }
      const created: Filter = { name: filterName, kind, enabled: true, settings };
      obs.update(changeFilters(obs.world(), sourceName, (filters) => [...filters, created]));
      obs.emit('SourceFilterCreated', intent.filters, {
        sourceName,
        filterName,
        filterKind: kind,
        filterIndex: present.length,
        filterSettings: settings,
        defaultFilterSettings: known.defaults,
      });
      return undefined;
    },
  ),

  RemoveSourceFilter: request({ on: filterOnSource() }, ({ on }, obs) => {
    const { sourceName, filter } = on;
    obs.update(
      changeFilters(obs.world(), sourceName, (filters) => filters.filter(({ name }) => name !== filter.name)),
    );
    obs.emit('SourceFilterRemoved', intent.filters, { sourceName, filterName: filter.name });
    return undefined;
  }),

  SetSourceFilterName: request(
    { on: filterOnSource(), newName: string('newFilterName') },
    ({ on, newName }, obs) => {
      const { sourceName, filter } = on;
      if (filtersOf(obs.world(), sourceName).some(({ name }) => name === newName)) {
        return new Refusal(status.resourceAlreadyExists, 'A filter already exists by that new name.');
      }
      edit(obs, on, { name: newName });
      obs.emit('SourceFilterNameChanged', intent.filters, {
        sourceName,
        oldFilterName: filter.name,
        filterName: newName,
      });
      return undefined;
    },
  ),

  SetSourceFilterIndex: request(
    { on: filterOnSource(), index: number('filterIndex', 0, 8192) },
    ({ on, index }, obs) => {
      obs.update(
        changeFilters(obs.world(), on.sourceName, (filters) =>
          filters.filter(({ name }) => name !== on.filter.name).toSpliced(index, 0, on.filter),
        ),
      );
      return undefined;
    },
  ),

  // OBS 5.1 sends no event for settings.
  SetSourceFilterSettings: request(
    {
      on: filterOnSource(),
      settings: object('filterSettings', 'may be empty'),
      overlay: optional('overlay', boolean('overlay'), true),
    },
    ({ on, settings, overlay }, obs) => {
      edit(obs, on, { settings: overlay ? { ...on.filter.settings, ...settings } : settings });
      return undefined;
    },
  ),

  SetSourceFilterEnabled: request(
    { on: filterOnSource(), enabled: boolean('filterEnabled') },
    ({ on, enabled }, obs) => {
      edit(obs, on, { enabled });
      obs.emit('SourceFilterEnableStateChanged', intent.filters, {
        sourceName: on.sourceName,
        filterName: on.filter.name,
        filterEnabled: enabled,
      });
      return undefined;
    },
  ),
};

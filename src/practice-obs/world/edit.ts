import type { Filter, Input, Scene, SceneItem, WorldSnapshot } from './model';

export function findScene(world: WorldSnapshot, name: string): Scene | undefined {
  return world.scenes.find((scene) => scene.name === name);
}

export function findInput(world: WorldSnapshot, name: string): Input | undefined {
  return world.inputs.find((input) => input.name === name);
}

export function isSource(world: WorldSnapshot, name: string): boolean {
  return findScene(world, name) !== undefined || findInput(world, name) !== undefined;
}

export function changeScene(
  world: WorldSnapshot,
  name: string,
  change: (scene: Scene) => Scene,
): WorldSnapshot {
  return { ...world, scenes: world.scenes.map((scene) => (scene.name === name ? change(scene) : scene)) };
}

export function changeInput(
  world: WorldSnapshot,
  name: string,
  change: (input: Input) => Input,
): WorldSnapshot {
  return { ...world, inputs: world.inputs.map((input) => (input.name === name ? change(input) : input)) };
}

export function changeItem(
  world: WorldSnapshot,
  sceneName: string,
  id: number,
  change: (item: SceneItem) => SceneItem,
): WorldSnapshot {
  return changeScene(world, sceneName, (scene) => ({
    ...scene,
    items: scene.items.map((item) => (item.id === id ? change(item) : item)),
  }));
}

/** What scenes and inputs have alike: filters and private settings. */
export type SourcePart = Pick<Scene | Input, 'filters' | 'privateSettings'>;

export function changeSource(
  world: WorldSnapshot,
  name: string,
  change: (source: SourcePart) => Partial<SourcePart>,
): WorldSnapshot {
  const patch = <T extends SourcePart>(source: T): T => ({ ...source, ...change(source) });
  return changeInput(changeScene(world, name, patch), name, patch);
}

export function changeFilters(
  world: WorldSnapshot,
  name: string,
  change: (filters: readonly Filter[]) => readonly Filter[],
): WorldSnapshot {
  return changeSource(world, name, (source) => ({ filters: change(source.filters) }));
}

/** A new name for a scene or an input, followed everywhere that names it. */
export function renameSource(world: WorldSnapshot, from: string, to: string): WorldSnapshot {
  const follow = (name: string): string => (name === from ? to : name);
  return {
    ...world,
    program: follow(world.program),
    preview: world.preview === null ? null : follow(world.preview),
    scenes: world.scenes.map((scene) => ({
      ...scene,
      name: follow(scene.name),
      items: scene.items.map((item) => ({ ...item, source: follow(item.source) })),
    })),
    inputs: world.inputs.map((input) => ({ ...input, name: follow(input.name) })),
  };
}

export interface PlacedItem {
  readonly sceneName: string;
  readonly item: SceneItem;
}

/** Every item, in every scene, that shows this source. */
export function itemsOf(world: WorldSnapshot, source: string): readonly PlacedItem[] {
  return world.scenes.flatMap((scene) =>
    scene.items.filter((item) => item.source === source).map((item) => ({ sceneName: scene.name, item })),
  );
}

export function withoutItemsOf(world: WorldSnapshot, source: string): WorldSnapshot {
  return {
    ...world,
    scenes: world.scenes.map((scene) =>
      scene.items.some((item) => item.source === source)
        ? { ...scene, items: scene.items.filter((item) => item.source !== source) }
        : scene,
    ),
  };
}

/** Inputs that no scene holds any more; OBS lets go of these. */
export function orphans(world: WorldSnapshot): readonly Input[] {
  const held = new Set(world.scenes.flatMap((scene) => scene.items.map((item) => item.source)));
  return world.inputs.filter((input) => !held.has(input.name));
}

/** True when showing `source` would show `scene` too: OBS refuses a scene within itself. */
export function reaches(world: WorldSnapshot, source: string, scene: string): boolean {
  if (source === scene) return true;
  return (findScene(world, source)?.items ?? []).some((item) => reaches(world, item.source, scene));
}

/** The names of all sources seen in a scene: itself and, through enabled items, whatever is nested in it. */
export function shownIn(world: WorldSnapshot, scene: string): ReadonlySet<string> {
  const seen = new Set<string>([scene]);
  for (const item of findScene(world, scene)?.items ?? []) {
    if (!item.enabled) continue;
    for (const name of shownIn(world, item.source)) seen.add(name);
  }
  return seen;
}

import { type Box, type Colour, type Raster, fillBox, fillEllipse, intersection, mix } from './raster';

/** How somebody looks on camera: the room behind, the clothes, hair and skin. */
interface Look {
  readonly wall: readonly [Colour, Colour];
  readonly clothes: Colour;
  readonly hair: Colour;
  readonly skin: Colour;
}

const looks: readonly Look[] = [
  {
    wall: [
      [58, 78, 96],
      [30, 42, 56],
    ],
    clothes: [36, 44, 58],
    hair: [44, 32, 26],
    skin: [224, 178, 148],
  },
  {
    wall: [
      [98, 84, 72],
      [54, 44, 38],
    ],
    clothes: [122, 52, 58],
    hair: [28, 24, 24],
    skin: [142, 96, 70],
  },
  {
    wall: [
      [72, 92, 84],
      [36, 50, 46],
    ],
    clothes: [230, 226, 216],
    hair: [150, 142, 136],
    skin: [236, 196, 170],
  },
  {
    wall: [
      [84, 78, 104],
      [44, 40, 60],
    ],
    clothes: [48, 84, 112],
    hair: [96, 58, 34],
    skin: [198, 146, 110],
  },
  {
    wall: [
      [104, 94, 68],
      [58, 50, 34],
    ],
    clothes: [40, 66, 58],
    hair: [22, 20, 22],
    skin: [106, 70, 52],
  },
];

/** The same name looks the same in every picture, and people with numbers look different from one another. */
function lookOf(name: string): { readonly look: Look; readonly side: -1 | 1 } {
  const number = Number.parseInt(/\d+/.exec(name)?.[0] ?? '0', 10);
  // The list is not empty, so there is always one.
  return { look: looks[number % looks.length] ?? (looks[0] as Look), side: number % 2 === 0 ? 1 : -1 };
}

/** Somebody in front of a camera: a room lit from one side, shoulders, head. */
export function drawCamera(onto: Raster, name: string, box: Box): void {
  const { look, side } = lookOf(name);
  const { wall, clothes, hair, skin } = look;
  // A person keeps proportions whatever the shape of the picture.
  const unit = Math.min(box.width / 1.2, box.height);
  const part = (x: number, y: number, width: number, height: number): Box => ({
    x: box.x + box.width / 2 + (x - width / 2) * unit,
    y: box.y + box.height - (1 - y) * unit,
    width: width * unit,
    height: height * unit,
  });
  const fill = (shape: Box, top: Colour, bottom: Colour): void =>
    fillBox(onto, intersection(shape, box), top, bottom);
  const dark = (colour: Colour, share: number): Colour => mix(colour, [0, 0, 0], share);
  const light = (colour: Colour, share: number): Colour => mix(colour, [255, 244, 226], share);

  fillBox(onto, box, wall[0], wall[1]);
  fill(part(side * 0.62, 0.06, 0.3, 0.5), light(wall[0], 0.34), light(wall[0], 0.16));
  fill(part(side * 0.62, 0.3, 0.3, 0.012), wall[0], wall[0]);
  for (const [book, height] of [0.13, 0.16, 0.12, 0.15].entries()) {
    const shade = dark(wall[0], 0.12 + book * 0.1);
    fill(part(side * -0.53 - book * side * 0.055, 0.42 - height, 0.045, height), shade, shade);
  }
  fill(part(side * -0.62, 0.42, 0.34, 0.018), dark(wall[1], 0.25), dark(wall[1], 0.25));

  fillEllipse(onto, part(0, 0.64, 0.86, 0.9), clothes, box);
  fillEllipse(onto, part(0, 0.5, 0.17, 0.26), dark(skin, 0.18), box);
  fillEllipse(onto, part(0, 0.17, 0.35, 0.44), hair, box);
  fillEllipse(onto, part(0, 0.23, 0.29, 0.4), skin, box);
}

/** A page of slides: a title, a few lines, a chart. */
export function drawSlides(onto: Raster, _name: string, box: Box): void {
  const part = (x: number, y: number, width: number, height: number): Box => ({
    x: box.x + x * box.width,
    y: box.y + y * box.height,
    width: width * box.width,
    height: height * box.height,
  });
  const ink: Colour = [38, 50, 64];
  const pale: Colour = [176, 186, 196];
  fillBox(onto, box, [250, 250, 247], [240, 241, 238]);
  fillBox(onto, part(0.06, 0.1, 0.46, 0.065), ink);
  fillBox(onto, part(0.06, 0.2, 0.1, 0.014), [196, 92, 60]);
  for (const [line, width] of [0.36, 0.32, 0.38, 0.28].entries()) {
    fillBox(onto, part(0.06, 0.32 + line * 0.12, 0.014, 0.025), [196, 92, 60]);
    fillBox(onto, part(0.09, 0.32 + line * 0.12, width, 0.025), pale);
  }
  for (const [bar, height] of [0.18, 0.27, 0.24, 0.38, 0.46].entries()) {
    fillBox(
      onto,
      part(0.56 + bar * 0.075, 0.82 - height, 0.05, height),
      bar === 4 ? [196, 92, 60] : [92, 122, 140],
    );
  }
  fillBox(onto, part(0.54, 0.82, 0.4, 0.006), ink);
}

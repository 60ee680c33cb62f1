import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { type UserConfig, defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** The bundler's remarks on how its own time is spent are no warnings about our code. */
const checks = { pluginTimings: false };

/**
 * `conf` brings a JSON schema validator along that it uses only where it is given a schema. We give it none, and
 * loading the validator would take longer than loading all that is ours.
 */
const withoutAjv: Plugin = {
  name: 'without-ajv',
  enforce: 'pre',
  resolveId: (id) => (id === 'ajv/dist/2020.js' || id === 'ajv-formats' ? '\0without-ajv' : null),
  load: (id) => (id === '\0without-ajv' ? 'export const Ajv2020 = null; export default null;' : null),
};

/**
 * Electron's main process, the headless server and the terminal's commands, one CommonJS file each and a folder of what they share:
 * everything is bundled (some packages are ESM only, which Electron before 28 cannot load), so that `out/`
 * runs without node_modules.
 */
const main: UserConfig['main'] = {
  plugins: [withoutAjv],
  build: {
    outDir: at('out/main'),
    target: 'node18',
    externalizeDeps: false,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      checks,
      input: { index: at('src/main/index.ts'), serve: at('src/main/serve.ts'), cli: at('src/main/cli.ts') },
      external: ['electron', 'bufferutil', 'utf-8-validate'],
      output: {
        format: 'cjs',
        entryFileNames: '[name].cjs',
        chunkFileNames: 'shared/[name].cjs',
        // Less to read at each start; with their names, so that a stack in the log can be read.
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
      },
    },
  },
};

/** A sandboxed preload may require nothing but electron: one file. */
const preload: UserConfig['preload'] = {
  build: {
    outDir: at('out/preload'),
    target: 'node18',
    externalizeDeps: false,
    minify: false,
    rolldownOptions: {
      checks,
      input: { index: at('src/preload/index.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
};

/** The font is asked for with the scripts, not when the first text is laid out: that would then be done twice. */
const fontFirst: Plugin = {
  name: 'font-first',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => file.includes('InterVariable-subset') && file.endsWith('.woff2'))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `../${file}` },
          injectTo: 'head',
        })),
  },
};

const page = (name: string): string => at(`src/renderer/${name}/index.html`);

const renderer: UserConfig['renderer'] = {
  root: at('src/renderer'),
  // Relative addresses: the same pages come from Electron's own scheme and from the headless server.
  base: './',
  plugins: [react(), fontFirst],
  build: {
    outDir: at('out/renderer'),
    minify: true,
    target: 'chrome114',
    // Fonts and pictures stay files: the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    sourcemap: true,
    rolldownOptions: {
      checks,
      input: {
        producer: page('producer'),
        strip: page('strip'),
        host: page('host'),
        overlay: page('overlay'),
        onAir: page('onAir'),
        ograf: page('ograf'),
        report: page('report'),
      },
      output: {
        // Few files: each costs a page's start a request. What comes later (dialogs, edit mode) stays apart, and so
        // does what only draws captions.
        codeSplitting: {
          groups: [
            {
              name: 'lowerThird',
              test: /core\/captions\/(?:lowerThird|scripts|direction)|fonts\.css|rolldown\/runtime/,
              priority: 2,
            },
            // With what the report of a run says as well: on its page nothing of the console may run.
            {
              name: 'screens',
              test: /node_modules\/(?!@tanstack)|renderer\/(?:client|i18n|ui)\/|features\/(?:asrun\/sentence|cues\/cueText)|vite\/preload-helper|src\/words\/|src\/core\/(?!captions\/(?:fit|lines|frameMarker))/,
              priority: 1,
              tags: ['$initial'],
            },
            { name: 'console', test: /renderer\/(?:actions|features|producer)\//, tags: ['$initial'] },
          ],
        },
      },
    },
  },
};

export default defineConfig({ main, preload, renderer });

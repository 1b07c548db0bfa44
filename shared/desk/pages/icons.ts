import { html, raw } from 'hono/html'
import type { Network } from '#shared/cases/network.ts'
import type { Html } from '#shared/pages/frame.ts'

const line = (path: string): string =>
	`<path d="${path}" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>`

/** Drawn by us, on a grid of 16. */
const SHAPES = {
	megaphone: line('M2.5 6.5v3l2 .3 7 3.2V3L4.5 6.2zM5.5 10.2V13h2v-1.9M13.7 6.6v2.8'),
	lock: line('M3.5 7.25h9v6.25h-9zM5.5 7V5.25a2.5 2.5 0 0 1 5 0V7M8 9.6v1.6'),
	note: line('M3 2.75h10v7L9.5 13.25H3zM13 9.75H9.5v3.5M5.5 5.75h5M5.5 8.25h3'),
	envelope: line('M2 3.75h12v8.5H2zM2.25 4.25 8 8.75l5.75-4.5'),
	warning: line('M8 2.25 14.5 13.5h-13zM8 6.5v3.25M8 11.6v.1'),
	check: line('m3 8.5 3.25 3.25L13 4.5'),
	magnifier: line('M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.4 10.4l3.35 3.35'),
	clock: line('M8 2.25a5.75 5.75 0 1 1 0 11.5 5.75 5.75 0 0 1 0-11.5zM8 5v3.25l2.25 1.5'),
	pen: line('m10.5 3 2.5 2.5-7 7-3 .5.5-3zM9 4.5 11.5 7'),
	x: line('m3.25 3.25 9.5 9.5M12.75 3.25l-9.5 9.5'),
	facebook: line('M10.75 2.75H9.9c-1.2 0-1.9.75-1.9 2v8.75M5.75 7.5h4.5'),
	instagram: line(
		'M4.75 2.5h6.5a2.25 2.25 0 0 1 2.25 2.25v6.5a2.25 2.25 0 0 1-2.25 2.25h-6.5a2.25 2.25 0 0 1-2.25-2.25v-6.5A2.25 2.25 0 0 1 4.75 2.5zM8 5.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8zM11.2 4.7v.1',
	),
} as const satisfies Readonly<Record<string, string>>

type Shape = keyof typeof SHAPES

/** All shapes, once a page: each place refers to its own, so that a list of fifty stays small. */
export const SPRITE = raw(
	`<svg hidden>${Object.entries(SHAPES)
		.map(([name, shape]) => `<symbol id="i-${name}" viewBox="0 0 16 16">${shape}</symbol>`)
		.join('')}</svg>`,
)

/** Each stands beside words that say the same, so readers of the screen are spared it. */
const icon = (shape: Shape): Html => html`<svg class="icon" aria-hidden="true"><use href="#i-${shape}"/></svg>`

/** Public: everybody reads it. */
export const MEGAPHONE = icon('megaphone')
/** Private. */
export const LOCK = icon('lock')
/** Only ours. */
export const NOTE = icon('note')
export const ENVELOPE = icon('envelope')
export const WARNING = icon('warning')
export const CHECK = icon('check')
export const MAGNIFIER = icon('magnifier')
export const CLOCK_FACE = icon('clock')
export const PEN = icon('pen')

/** Marks of the networks, so that an eye finds them in a list. */
export const NETWORK_MARKS: Readonly<Record<Network, Html>> = {
	x: icon('x'),
	facebook: icon('facebook'),
	instagram: icon('instagram'),
}

import { raw } from 'hono/html'
import type { Network } from '#shared/cases/network.ts'

/** Drawn by us, on a grid of 16. Each stands beside words that say the same, so readers of the screen are spared it. */
const drawn = (shapes: string) =>
	raw(
		`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${shapes}</svg>`,
	)
const line = (path: string): string =>
	`<path d="${path}" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>`

/** Public: everybody reads it. */
export const MEGAPHONE = drawn(line('M2.5 6.5v3l2 .3 7 3.2V3L4.5 6.2zM5.5 10.2V13h2v-1.9M13.7 6.6v2.8'))
/** Private. */
export const LOCK = drawn(line('M3.5 7.25h9v6.25h-9zM5.5 7V5.25a2.5 2.5 0 0 1 5 0V7M8 9.6v1.6'))
/** Only ours. */
export const NOTE = drawn(line('M3 2.75h10v7L9.5 13.25H3zM13 9.75H9.5v3.5M5.5 5.75h5M5.5 8.25h3'))
export const ENVELOPE = drawn(line('M2 3.75h12v8.5H2zM2.25 4.25 8 8.75l5.75-4.5'))
export const WARNING = drawn(line('M8 2.25 14.5 13.5h-13zM8 6.5v3.25M8 11.6v.1'))
export const CHECK = drawn(line('m3 8.5 3.25 3.25L13 4.5'))
export const MAGNIFIER = drawn(line('M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.4 10.4l3.35 3.35'))
export const PERSON = drawn(
	line('M8 2.5a2.75 2.75 0 1 1 0 5.5 2.75 2.75 0 0 1 0-5.5zM2.75 13.75c.6-2.7 2.7-4 5.25-4s4.65 1.3 5.25 4'),
)
export const CLOCK_FACE = drawn(line('M8 2.25a5.75 5.75 0 1 1 0 11.5 5.75 5.75 0 0 1 0-11.5zM8 5v3.25l2.25 1.5'))
export const PEN = drawn(line('m10.5 3 2.5 2.5-7 7-3 .5.5-3zM9 4.5 11.5 7'))

/** Marks of the networks, so that an eye finds them in a list; their names stand beside them in words. */
export const NETWORK_MARKS: Readonly<Record<Network, ReturnType<typeof raw>>> = {
	x: drawn(line('m3 3 10 10M13 3 3 13')),
	facebook: drawn(line('M10.75 2.75H9.9c-1.2 0-1.9.75-1.9 2v8.75M5.75 7.5h4.5')),
	instagram: drawn(
		line(
			'M4.75 2.5h6.5a2.25 2.25 0 0 1 2.25 2.25v6.5a2.25 2.25 0 0 1-2.25 2.25h-6.5a2.25 2.25 0 0 1-2.25-2.25v-6.5A2.25 2.25 0 0 1 4.75 2.5zM8 5.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8zM11.2 4.7v.1',
		),
	),
}

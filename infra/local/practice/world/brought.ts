import { z } from 'zod'
import type { PracticeNetwork, PracticeVisibility } from './network.ts'

/** What customers send along beside words and pictures, and what led them to us. */

const title = z.string().trim().min(1).max(200).optional()
const url = z
	.url({ protocol: /^https$/ })
	.max(1_000)
	.optional()

const broughtSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('location'),
		lat: z.number().min(-90).max(90),
		long: z.number().min(-180).max(180),
		title,
	}),
	z.strictObject({ kind: z.enum(['link', 'post', 'reel']), title, url }),
	z.strictObject({ kind: z.literal('product'), title, details: title }),
	z.strictObject({ kind: z.literal('ephemeral') }),
])
export type Brought = z.output<typeof broughtSchema>
export const allBroughtSchema = z.array(broughtSchema).max(4)

/** What led a person to write: an advertisement of ours, a product, a link. */
export const ledBySchema = z.strictObject({
	kind: z.enum(['ad', 'product', 'link']),
	title: z.string().min(1).max(200),
})
export type LedBy = z.output<typeof ledBySchema>

type Sendable = { readonly brings: readonly Brought['kind'][]; readonly ledBy: readonly LedBy['kind'][] }
const NOTHING: Sendable = { brings: [], ledBy: [] }

/** What each network's own app lets people send (NETWORKS.md 2.4, 3.3, 3.5). */
const SENDABLE: Readonly<Record<PracticeNetwork, Readonly<Record<PracticeVisibility, Sendable>>>> = {
	x: { public: { brings: ['location'], ledBy: [] }, private: { brings: ['location', 'post'], ledBy: [] } },
	facebook: {
		public: NOTHING,
		private: { brings: ['location', 'link', 'post', 'reel', 'product'], ledBy: ['ad', 'link'] },
	},
	instagram: {
		public: NOTHING,
		private: { brings: ['post', 'reel', 'product', 'ephemeral'], ledBy: ['ad', 'product'] },
	},
}

/** Tests whether people can send all of this there. */
export const areSendable = (
	network: PracticeNetwork,
	visibility: PracticeVisibility,
	brings: readonly Brought[],
	ledBy: LedBy | undefined,
): boolean => {
	const allowed = SENDABLE[network][visibility]
	return (
		brings.every(({ kind }) => allowed.brings.includes(kind)) &&
		(ledBy === undefined || allowed.ledBy.includes(ledBy.kind))
	)
}

/** What the form of the page offers to send along. */
export const SAMPLES = {
	location: { kind: 'location', lat: 54.32312, long: 10.13943, title: 'Hier habe ich kein Netz' },
	link: { kind: 'link', title: 'Störungen in Kiel', url: 'https://zeitung.example/kiel/stoerungen' },
	post: { kind: 'post', url: 'https://x.com/nachbarin/status/1700000000000000001' },
	reel: { kind: 'reel', title: 'Unser neues Netz', url: 'https://www.instagram.com/reel/Cpractice1/' },
	product: { kind: 'product', title: 'Router 7', details: '4,99 € im Monat' },
} as const satisfies Partial<Record<Brought['kind'], Brought>>
export const sampleSchema = z.enum(['location', 'link', 'post', 'reel', 'product'])

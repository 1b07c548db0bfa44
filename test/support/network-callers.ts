import { createHmac } from 'node:crypto'
import { TwitterApi } from 'twitter-api-v2'
import { expect } from 'vitest'
import type { Place } from './practice-place.ts'

export type Item = Record<string, string>
export type GraphBody = Record<string, never> & {
	error: { code: number; error_subcode?: number | undefined; message: string }
}

const X_KEYS = {
	appKey: 'local-x-app-key',
	appSecret: 'local-x-app-secret',
	accessToken: 'local-x-access-token',
	accessSecret: 'local-x-access-secret',
}

/** X's own library with the practice keys. */
export const x = (own = {}) => new TwitterApi({ ...X_KEYS, ...own }).v2

/** What the library says of a refusal. */
export const refusal = (promise: Promise<unknown>) =>
	promise.then(
		() => expect.unreachable('must be refused'),
		(error: { code: number; data: { detail?: string | undefined }; headers: Record<string, string> }) => ({
			code: error.code,
			data: error.data,
			headers: error.headers,
		}),
	)

export const META_TOKENS = { facebook: 'local-page-token', instagram: 'local-instagram-token' } as const

/** Calls to the Graph API of a practice place as one of our accounts. */
export const graphOf =
	(place: () => Place, network: keyof typeof META_TOKENS = 'facebook') =>
	async (method: string, path: string, body?: object) => {
		const access_token = META_TOKENS[network]
		const appsecret_proof = createHmac('sha256', 'local-meta-secret').update(access_token).digest('hex')
		const query = new URLSearchParams({ access_token, appsecret_proof })
		const response = await fetch(`${place().networks}/v26.0/${path}${path.includes('?') ? '&' : '?'}${query}`, {
			method,
			headers: body ? { 'content-type': 'application/json' } : {},
			body: body ? JSON.stringify(body) : null,
		})
		return { status: response.status, headers: response.headers, body: (await response.json()) as GraphBody }
	}

/** The practice place's own JSON API, as far as tests of the networks use it. */
export const practiceOf = (place: () => Place) => {
	const list = async <Kind = Item>(path: string): Promise<Kind[]> =>
		((await place().get(path)).body as { items: Kind[] }).items
	return {
		write: async (post: object): Promise<Item & { id: string }> => {
			const { status, body } = await place().send('POST', '/practice/posts', { author: 'Mia', text: 'Hilfe', ...post })
			expect(status).toBe(201)
			return body
		},
		set: async (settings: object): Promise<void> => {
			expect((await place().send('PUT', '/practice/settings', settings)).status).toBe(200)
		},
		fault: async (fault: object): Promise<{ id: number }> => {
			const { status, body } = await place().send('POST', '/practice/faults', fault)
			expect(status).toBe(201)
			return body
		},
		person: async (name: string, network = 'x'): Promise<string> =>
			(await list('/practice/people')).find((one) => one.name === name && one.network === network)?.id ?? '',
		posts: (query = '') => list(`/practice/posts${query}`),
		calls: () => list<Item & { status?: number | undefined; fault?: string | undefined }>('/practice/calls'),
	}
}

/** A clock that a test moves. */
export const movingClock = (start = '2026-11-22T10:00:00.000Z') => {
	let now = Date.parse(start)
	return {
		clock: { now: () => new Date(now).toISOString() },
		pass: (milliseconds: number): void => {
			now += milliseconds
		},
		restart: (): void => {
			now = Date.parse(start)
		},
	}
}

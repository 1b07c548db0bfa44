import { z } from 'zod'
import { type Desk, signInAtDesk } from '#infra/local/story/desk-client.ts'
import { createPracticeClient, type StoryPost } from '#infra/local/story/practice-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import type { BootedSystem } from './running-system.ts'

const queuedSchema = z.object({
	reply: z.object({ id: z.string(), leavesAt: z.string(), text: z.string(), initials: z.string() }),
})

type Network = StoryPost['network']
export type Delivery = NonNullable<Awaited<ReturnType<Desk['show']>>['timeline'][number]['delivery']>

/** A running system with an agent and the practice networks, as answering is tried on it. */
export const answeringOn = async (system: Pick<BootedSystem, 'origin'>, agent = 'anna') => {
	const desk = await signInAtDesk(system.origin, agent)
	const practice = createPracticeClient(system.origin)
	const { token } = z
		.object({ token: z.string() })
		.parse(await (await fetch(`${system.origin}/practice/token?agent=${agent}`)).json())

	const ask = async (method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> => {
		const headers = new Headers()
		if (path.startsWith('/api')) headers.set('authorization', `Bearer ${token}`)
		if (body !== undefined) headers.set('content-type', 'application/json')
		const answer = await fetch(`${system.origin}${path}`, { method, headers, body: body ? JSON.stringify(body) : null })
		const text = await answer.text()
		return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
	}

	/** The open case of somebody who wrote. */
	const caseOf = (author: string) =>
		waitUntil(`the case of ${author}`, async () => (await desk.cases({ q: `@${author}` }))[0], 60_000)

	/** A customer writes, in public or in private; the post and the case that it became. */
	const written = async (
		network: Network,
		visibility: 'public' | 'private',
		author: string,
		text = 'Mein Internet geht nicht',
	) => {
		const post = await practice.write({ network, visibility, author, text })
		const found = await waitUntil(
			`the case of ${author}`,
			async () => {
				const items =
					network === 'x' ? await desk.cases({ q: `@${author}` }) : await desk.cases({ channel: network, limit: '100' })
				for (const { id } of items) {
					const { timeline } = await desk.show(id)
					if (timeline.some((entry) => entry.kind === 'message' && entry.text?.includes(text))) return id
				}
				return undefined
			},
			60_000,
		)
		return { post, id: found }
	}

	const answer = async (id: string, text: string, body: object = {}) => {
		const { case: state } = await desk.show(id)
		const answered = await ask('POST', `/api/cases/${id}/replies`, {
			version: state.version,
			visibility: 'public',
			text,
			...body,
		})
		if (answered.status !== 200) throw new Error(`${answered.status} ${JSON.stringify(answered.body)}`)
		return queuedSchema.parse(answered.body).reply
	}

	const deliveryOf = async (id: string, reply: string): Promise<Delivery | undefined> =>
		(await desk.show(id)).timeline.find((entry) => entry.id === reply)?.delivery

	/** How an answer ended. */
	const ended = (id: string, reply: string, timeoutMilliseconds = 90_000) =>
		waitUntil(
			`the end of ${reply}`,
			async () => {
				const delivery = await deliveryOf(id, reply)
				const isOver = ['sent', 'failed', 'unknown', 'withdrawn', 'bounced'].includes(delivery?.state ?? '')
				return isOver ? delivery : undefined
			},
			timeoutMilliseconds,
		)

	/** Our posts and messages with this text on the practice networks. */
	const sentWith = async (text: string): Promise<readonly StoryPost[]> =>
		(await practice.posts()).filter((post) => post.text.includes(text) && post.author === 'hilft')

	return { desk, practice, ask, caseOf, written, answer, deliveryOf, ended, sentWith }
}
export type Answering = Awaited<ReturnType<typeof answeringOn>>

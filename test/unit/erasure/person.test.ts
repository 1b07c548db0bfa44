import { describe, expect, it } from 'vitest'
import { applyPrepared } from '#shared/cases/apply.ts'
import { isNetworkContent } from '#shared/cases/content.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { erasePerson } from '#shared/erasure/erase-person.ts'
import { erasureJobSchema } from '#shared/erasure/erasure-job.ts'
import { tendDeletions } from '#shared/erasure/finish-deletion.ts'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { newEnvelopeId, systemRandom } from '#shared/kernel/id.ts'
import { parkedId } from '#shared/ledger/envelope.ts'
import { activity, directMessage, messageDelivery, newerPost, post, postDelivery } from '#test/deliveries/x.ts'
import { createErasurePlace } from '#test/fixtures/erasure-place.ts'
import { ANNA, demandErasure, keyOf, minute } from '#test/support/case-factories.ts'
import { aNote, aReply, ofKind } from '#test/support/content-factories.ts'

const OTHER = { id_str: '7777', screen_name: 'fremd', name: 'Fremd' }
const aside = (id: string, user: object, text: string) =>
	postDelivery(
		post({
			id_str: id,
			user,
			text: `@a @hilft ${text}`,
			display_text_range: [10, 10 + text.length],
			entities: {
				user_mentions: [
					{ id_str: '9', indices: [0, 2] },
					{ id_str: '1001', indices: [3, 9] },
				],
			},
			in_reply_to_status_id_str: '1924465506158878979',
			in_reply_to_user_id_str: '9',
		}),
	)

type Place = ReturnType<typeof createErasurePlace>

const caseOf = async ({ cases, stores }: Place, userId: string): Promise<CaseId> => {
	for (const state of await cases()) {
		const [contact] = await stores.contacts.findByKeys(state.contacts)
		if (contact?.userId === userId) return state.id
	}
	throw new Error(`Nobody is ${userId}`)
}
const known = ['mein Anschluss ist tot', 'Kundennummer folgt', 'kundin', 'Kundin K', '5001', 'Zorn', 'Notiz']

/** A person with a post, an edit, a private message, an aside and a note, and another person with a post and an aside. */
const lived = async () => {
	const place = createErasurePlace()
	await place.take(postDelivery(post()))
	await place.take(messageDelivery(directMessage()))
	await place.take(aside('1924465506158879100', post().user as object, '@andere mein Zorn'))
	await place.take(postDelivery(post({ id_str: '1924465506158879200', user: OTHER, text: '@hilft auch hier' })))
	await place.take(aside('1924465506158879300', OTHER, '@andere Beileid'))
	const caseId = await caseOf(place, '5001')
	const note = keyOf('note', 1)
	await place.worker.content.put(aNote({ id: note, caseId, text: 'Notiz über sie' }))
	await place.tell(caseId, { kind: 'claim', by: ANNA }, { kind: 'writeNote', by: ANNA, note })
	const name = { caseId, by: ANNA, way: 'public' } as const
	await place.drafts.put({ ...name, text: 'Entwurf an kundin', at: minute(1), kept: 0, revision: 1 })
	await place.follow()
	return { place, caseId, other: await caseOf(place, '7777') }
}

describe('erasing a person', () => {
	it('leaves none of their words, of what was written about them, and of who they are', async () => {
		const { place, caseId } = await lived()
		const before = await place.everything()
		expect(known.filter((word) => !before.includes(word))).toEqual([])
		expect(place.search.everything().filter((item) => item.includes(caseId))).not.toEqual([])
		await place.erase(caseId)
		const after = await place.everything()
		expect(known.filter((word) => after.includes(word))).toEqual([])
		expect(await place.drafts.find({ caseId, by: ANNA, way: 'public' })).toBeUndefined()
		await place.follow()
		expect(place.search.everything().filter((item) => item.includes(caseId))).toEqual([])
		const state = await place.worker.store.load(caseId)
		expect(state?.personErasure?.state).toBe('done')
		expect(await place.stores.contacts.findByKeys(state?.contacts ?? [])).toEqual([])
		expect(await place.stores.eraser.addressesOf(state?.contacts ?? [])).toEqual([])
	})

	it('leaves others untouched: their case, their words, their asides in the same thread', async () => {
		const { place, caseId, other } = await lived()
		const othersWords = async () =>
			(await place.texts())
				.filter((one) => isNetworkContent(one) && one.userId === '7777')
				.toSorted((a, b) => (a.id < b.id ? -1 : 1))
		const content = await othersWords()
		const facts = await place.worker.store.factsAfter(other, 0)
		expect(content).toHaveLength(2)
		const led = place.search.everything().filter((item) => item.includes(other))
		expect(led).not.toEqual([])
		await place.erase(caseId)
		expect(place.search.everything()).toEqual(led)
		expect(await othersWords()).toEqual(content)
		expect(await place.worker.store.factsAfter(other, 0)).toEqual(facts)
	})

	it('changes no fact and no figure: facts only grow, the ledger stays to the last item', async () => {
		const { place, caseId } = await lived()
		const facts = await place.worker.store.factsAfter(caseId, 0)
		const balance = await place.balance()
		await place.erase(caseId)
		const after = await place.worker.store.factsAfter(caseId, 0)
		expect(after.slice(0, facts.length)).toEqual(facts)
		expect(after.slice(facts.length).map(({ fact }) => fact.kind)).toEqual([
			'PersonErasureDemanded',
			'PersonErasureBegun',
			'PersonErased',
		])
		expect(await place.balance()).toEqual(balance)
	})

	it('lets no redelivery, edit or late event bring words back, and calls each what it was', async () => {
		const { place, caseId } = await lived()
		await place.erase(caseId)
		const erased = await place.everything()
		const cases = (await place.cases()).length
		const { messages } = await place.balance()
		await place.take(postDelivery(post()))
		await place.take(messageDelivery(directMessage()))
		await place.take(aside('1924465506158879100', post().user as object, '@andere mein Zorn'))
		expect(await place.everything()).toBe(erased)
		for (let twice = 0; twice < 2; twice += 1)
			await place.take(
				activity(
					'post.mention.create',
					newerPost({
						id: '1924465506158879999',
						text: '@hilft mein Anschluss ist immer noch tot',
						edit_history_tweet_ids: ['1924465506158878979', '1924465506158879999'],
					}),
				),
			)
		const after = await place.everything()
		for (const word of [...known, 'immer noch', '1924465506158879999']) expect(after).not.toContain(word)
		const { messages: now, duplicates, updates, difference } = await place.balance()
		expect({ messages: now - messages, difference }).toEqual({ messages: 0, difference: 0 })
		expect({ duplicates, updates }).toEqual({ duplicates: 4, updates: 1 })
		expect((await place.cases()).length).toBe(cases)
	})

	it('takes a new message of the same person for somebody new: another contact, another case', async () => {
		const { place, caseId } = await lived()
		const contacts = (await place.worker.store.load(caseId))?.contacts ?? []
		await place.erase(caseId)
		await place.take(postDelivery(post({ id_str: '1924465506158880000', text: '@hilft ein neues Anliegen' })))
		const fresh = await caseOf(place, '5001')
		expect(fresh).not.toBe(caseId)
		expect((await place.worker.store.load(fresh))?.contacts).not.toEqual(contacts)
		expect((await place.worker.store.load(caseId))?.personErasure?.state).toBe('done')
		expect((await place.worker.store.load(fresh))?.personErasure).toBeUndefined()
	})

	it('reaches every case of the person, also where they know another account of ours', async () => {
		const { place, caseId } = await lived()
		const shop = { ...postDelivery(post({ id_str: '1924465506158880001', text: '@hilft_shop Zorn im Laden' })) }
		await place.take({
			...shop,
			for_user_id: '1002',
			tweet_create_events: [
				post({
					id_str: '1924465506158880001',
					text: '@hilft_shop Zorn im Laden',
					in_reply_to_user_id_str: '1002',
					entities: { user_mentions: [{ id_str: '1002', indices: [0, 6] }] },
				}),
			],
		})
		expect(await place.cases()).toHaveLength(3)
		await place.erase(caseId)
		const demanded = (await place.cases()).filter(({ personErasure }) => personErasure !== undefined)
		expect(demanded).toHaveLength(2)
		for (const { id } of demanded) await erasePerson(place.dependencies, id, () => true)
		const after = await place.everything()
		expect(known.filter((word) => after.includes(word))).toEqual([])
		expect((await place.cases()).filter(({ personErasure }) => personErasure?.state === 'done')).toHaveLength(2)
	})

	it('adds every case of the person to the request of theirs in work, which ends with the last of them', async () => {
		const { place, caseId } = await lived()
		const shop = post({
			id_str: '1924465506158880001',
			text: '@hilft_shop Zorn im Laden',
			in_reply_to_user_id_str: '1002',
			entities: { user_mentions: [{ id_str: '1002', indices: [0, 11] }] },
		})
		await place.take({ ...postDelivery(shop), for_user_id: '1002' })
		const { deletions } = place.dependencies
		const code = '0'.repeat(26)
		const now = place.worker.clock.now()
		await deletions.put({ code, receivedAt: now, askedAt: now, state: 'inWork', cases: [caseId], revision: 0 })
		await place.erase(caseId)
		await tendDeletions(place.dependencies)
		const asked = await deletions.find(code)
		expect(asked).toMatchObject({ state: 'inWork', cases: [caseId, expect.stringMatching(/^case_/)] })
		for (const id of asked?.cases ?? []) await erasePerson(place.dependencies, id, () => true)
		await tendDeletions(place.dependencies)
		expect(await deletions.find(code)).toMatchObject({ state: 'finished', result: 'erased' })
	})

	it('does nothing where nobody demanded it, and once only where somebody did', async () => {
		const { place, caseId } = await lived()
		const before = await place.everything()
		expect(await erasePerson(place.dependencies, caseId, () => true)).toBe('refused')
		expect(await place.everything()).toBe(before)
		await place.erase(caseId)
		const { version } = (await place.worker.store.load(caseId)) ?? {}
		expect(await erasePerson(place.dependencies, caseId, () => true)).toBe('erased')
		expect((await place.worker.store.load(caseId))?.version).toBe(version)
	})

	it('goes on where it was when time is up, over 1,000 messages', async () => {
		const place = createErasurePlace()
		for (let index = 0; index < 1_000; index += 1)
			await place.take(
				postDelivery(post({ id_str: String(1924465506158900000n + BigInt(index)), text: `@hilft Zorn ${index}` })),
			)
		const caseId = await caseOf(place, '5001')
		let turns = 0
		const send = place.dependencies.erasures.send
		const dependencies = {
			...place.dependencies,
			erasures: {
				send: async (job: Parameters<typeof send>[0]) => {
					turns += 1
					await send(job)
				},
			},
		}
		await place.tell(caseId, { kind: 'beginPersonErasure', reason: 'demanded' })
		let job: { readonly caseId: CaseId } | undefined = { caseId }
		while (job !== undefined) {
			let looks = 0
			await erasePerson(dependencies, job.caseId, () => {
				looks += 1
				return looks < 2
			})
			job = place.again.shift()
		}
		expect(turns).toBeGreaterThan(1)
		expect(await place.dependencies.progress.find(caseId)).toBeUndefined()
		expect((await place.texts()).filter((one) => 'text' in one)).toEqual([])
		expect((await place.worker.store.load(caseId))?.personErasure?.state).toBe('done')
	}, 30_000)

	it('believes no position but its own: a job names a case, and a case without a word is refused and counted', async () => {
		const { place, caseId } = await lived()
		expect(erasureJobSchema.safeParse({ caseId, after: 1_000, afterBody: 'zzzz' }).success).toBe(false)
		expect(erasureJobSchema.safeParse({ caseId, demand: 'network' }).success).toBe(false)
		const before = await place.everything()
		await place.tell(caseId, demandErasure())
		for (const unasked of [caseId, keyOf('case', 99)])
			expect(await erasePerson(place.dependencies, unasked, () => true)).toBe('refused')
		expect(await place.everything()).toBe(before)
		expect(place.lines.join('').match(/"ErasuresRefused":1/g)).toHaveLength(2)
	})

	it.each(Array.from({ length: 12 }, (_, step) => step))(
		'ends after a crash at its write %i as if nothing had been',
		async (step) => {
			const { place, caseId } = await lived()
			await place.tell(caseId, { kind: 'beginPersonErasure', reason: 'demanded' })
			let writes = 0
			const crash = <Args extends readonly unknown[], Result>(write: (...args: Args) => Promise<Result>) => {
				return async (...args: Args): Promise<Result> => {
					writes += 1
					if (writes === step + 1) throw new Error('crashed')
					return write(...args)
				}
			}
			const { dependencies } = place
			const failing = {
				...dependencies,
				store: { ...dependencies.store, commit: crash(dependencies.store.commit) },
				content: { ...dependencies.content, put: crash(dependencies.content.put) },
				eraser: {
					...dependencies.eraser,
					part: crash(dependencies.eraser.detachAddress),
					forget: crash(dependencies.eraser.forget),
				},
			}
			await erasePerson(failing, caseId, () => true).catch(() => undefined)
			await erasePerson(dependencies, caseId, () => true)
			const after = await place.everything()
			expect(known.filter((word) => after.includes(word))).toEqual([])
			expect((await place.worker.store.load(caseId))?.personErasure?.state).toBe('done')
		},
	)

	it('erases what came along, whatever the words say of it', async () => {
		const { place, caseId } = await lived()
		const [message] = (await place.texts()).filter((one) => one.kind === 'message' && one.form === 'dm')
		const { id } = ofKind(message, 'message')
		await place.media.put({ message: id, edition: '0', index: 3 }, Buffer.from('Bild'), 'image/png')
		await place.worker.content.put({
			...ofKind(message, 'message'),
			media: [{ kind: 'image', state: 'kept', type: 'image/png', bytes: 4 }],
			revision: ofKind(message, 'message').revision + 1,
		})
		await place.erase(caseId)
		expect(place.media.names()).toEqual([])
	})

	it('keeps nothing of what somebody of us writes to them in the app of the network meanwhile', async () => {
		const { place, caseId } = await lived()
		await place.tell(caseId, { kind: 'beginPersonErasure', reason: 'demanded' })
		const message = keyOf('msg', 9)
		const content = aReply({ id: message, caseId, text: 'Liebe Kundin K', at: minute(2) })
		const seen = { kind: 'recordOwnContent', message, network: 'x', visibility: 'public', sentAt: minute(2) } as const
		expect(await applyPrepared(place.worker, caseId, () => ({ command: seen, content }))).toMatchObject({
			outcome: 'applied',
			facts: [],
		})
		expect(await place.worker.content.get([message])).toEqual([])
	})

	it('ends under the last version only: what was filed meanwhile is erased as well', async () => {
		const { place, caseId } = await lived()
		await place.tell(caseId, { kind: 'beginPersonErasure', reason: 'demanded' })
		const { dependencies } = place
		let isLate = true
		// Somebody who had read the contact before it was parted commits now.
		const late = {
			...dependencies,
			eraser: {
				...dependencies.eraser,
				forget: async (...args: Parameters<typeof dependencies.eraser.forget>) => {
					if (isLate) {
						isLate = false
						const note = keyOf('note', 2)
						await dependencies.content.put(aNote({ id: note, caseId, text: 'Zorn zuletzt' }))
						await place.tell(caseId, { kind: 'writeNote', by: ANNA, note })
					}
					await dependencies.eraser.forget(...args)
				},
			},
		}
		await erasePerson(late, caseId, () => true)
		expect(isLate).toBe(false)
		expect(await place.everything()).not.toContain('Zorn zuletzt')
		expect((await place.worker.store.factsAfter(caseId, 0)).at(-1)?.fact.kind).toBe('PersonErased')
	})
})

describe('bodies in the bucket', () => {
	const park = async (place: Place, body: { kind: 'event'; event: unknown } | { kind: 'body'; bytes: string }) => {
		const envelope = newEnvelopeId(minute(0), systemRandom)
		const id = parkedId(envelope, 0)
		await place.worker.parked.park(
			{ id, source: 'x', reason: 'unknownShape', envelope, index: 0, parkedAt: minute(0) },
			body,
		)
		place.archive.bodies.set(`parked/${id}`, Buffer.from(JSON.stringify(body)))
		return id
	}
	const event = (user: string) =>
		({ kind: 'event', event: { payload: { user: { id_str: user }, text: 'Zorn' } } }) as const

	it('goes with its author: a parked event, off the list of what waits and never parked again', async () => {
		const { place, caseId } = await lived()
		const theirs = await park(place, event('5001'))
		const others = await park(place, event('7777'))
		const naming = await park(place, {
			kind: 'event',
			event: { payload: { user: { id: 7777 }, entities: { user_mentions: [{ id_str: '5001' }] } } },
		})
		await place.erase(caseId)
		expect([...place.archive.bodies.keys()].sort()).toEqual([`parked/${others}`, `parked/${naming}`].sort())
		const { items } = await place.worker.parked.list(10)
		expect(items.map(({ id }) => id).sort()).toEqual([others, naming].sort())
		const dismissed = await place.worker.parked.list(10, undefined, { state: 'dismissed' })
		expect(dismissed.items).toMatchObject([{ id: theirs, dismissal: 'personErased' }])
	})

	it('holds a body that was not understood for 23 hours at most, then erases it whole', async () => {
		const { place, caseId } = await lived()
		await park(place, { kind: 'body', bytes: Buffer.from('{"was": "5001", "und": "15001"').toString('base64') })
		await place.erase(caseId)
		const look = async (at: number) => {
			const job = place.delayed.pop()?.job
			if (job === undefined) throw new Error('nothing waits')
			const clock = { now: () => addMilliseconds(place.worker.clock.now(), at * MINUTE) }
			return erasePerson({ ...place.dependencies, clock }, job.caseId, () => true)
		}
		expect(await look(22 * 60)).toBe('continued')
		expect([...place.archive.bodies.keys()]).toHaveLength(1)
		expect(await look(24 * 60)).toBe('erased')
		expect([...place.archive.bodies.keys()]).toEqual([])
		const dismissed = await place.worker.parked.list(10, undefined, { state: 'dismissed' })
		expect(dismissed.items).toMatchObject([{ dismissal: 'personErased' }])
	})

	it('holds a body that was not understood at all, until somebody lets it go, and says so', async () => {
		const { place, caseId } = await lived()
		const bytes = Buffer.from('{"was": "5001", "und": "15001"').toString('base64')
		const id = await park(place, { kind: 'body', bytes })
		await place.erase(caseId)
		expect(place.delayed).toEqual([{ job: { caseId }, delaySeconds: 900 }])
		expect(place.lines.join('')).toContain('"ErasuresHeld":1')
		expect(place.lines.join('')).toContain('"reason":"parkedWhole"')
		expect((await place.worker.store.load(caseId))?.personErasure?.state).toBe('begun')
		await place.worker.parked.dismiss(id, ANNA, 'unreadable', minute(3))
		await erasePerson(place.dependencies, caseId, () => true)
		expect([...place.archive.bodies.keys()]).toEqual([])
		expect((await place.worker.store.load(caseId))?.personErasure?.state).toBe('done')
	})

	it('leaves bodies in which the id is only a part of a longer number', async () => {
		const { place, caseId } = await lived()
		await park(place, { kind: 'body', bytes: Buffer.from('{"id": "15001", "x": "50012"').toString('base64') })
		await place.erase(caseId)
		expect(place.archive.bodies.size).toBe(1)
	})

	it('erases a large delivery once all its events have an outcome, and waits until then', async () => {
		const { place, caseId } = await lived()
		const envelope = newEnvelopeId(minute(0), systemRandom)
		const body = Buffer.from(JSON.stringify(postDelivery(post(), post({ user: OTHER }))))
		place.archive.bodies.set(`raw/2026-11-22/${envelope}`, body)
		await place.worker.ledger.expect({ envelope, count: 2 })
		await place.worker.ledger.settle(envelope, new Map([[0, 'duplicate']]))
		await expect(place.erase(caseId)).rejects.toMatchObject({ name: 'RetryLaterError', delaySeconds: 30 })
		expect(place.archive.bodies.size).toBe(1)
		await place.worker.ledger.settle(envelope, new Map([[1, 'duplicate']]))
		await erasePerson(place.dependencies, caseId, () => true)
		expect(place.archive.bodies.size).toBe(0)
	})
})

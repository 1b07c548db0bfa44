import { randomInt } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { accessKeyIdOf } from '#infra/local/cloud/proxy/aws-call.ts'
import { drawPicture } from '#infra/local/practice/world/picture.ts'
import { type Desk, signInAtDesk } from '#infra/local/story/desk-client.ts'
import type { StoryPost } from '#infra/local/story/practice-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { MINUTE } from '#shared/kernel/clock.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import { type Answering, answeringOn } from '#test/fixtures/answering.ts'
import { mailCustomers } from '#test/fixtures/mail-customer.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { createCustomer, dataTokenIn, invitationIn } from '#test/support/customer-acts.ts'
import { createMarkFinder } from '#test/support/find-marks.ts'
import { sendSigned } from '#test/support/send-as-network.ts'
import { signedRequestBody } from '#test/support/signed-request.ts'

const FILE = { scope: 'file' } as const
const it = systemIt
	.extend('environment', FILE, { HILFT_UNDO_SECONDS: '0', HILFT_VISIBILITY_SECONDS: '12' })
	.extend('lead', FILE, ({ system }) => signInAtDesk(system.origin, 'lea'))

/** Letters that stand nowhere else. */
const letters = [...String(randomInt(1_000_000, 9_999_999))].map((digit) => 'bdfgkmprtv'[Number(digit)]).join('')

type Network = StoryPost['network']
const NETWORKS = ['x', 'facebook'] as const satisfies readonly Network[]

/** One marked person: what they write in each place, what is written to and about them, what they give. */
const personOf = (mark: string) => ({
	name: `zq${mark}${letters}`.slice(0, 15),
	public: `Zwörgel${mark}${letters} öffentlich`,
	private: `Zwörgel${mark}${letters} vertraulich`,
	aside: `Zwörgel${mark}${letters} nebenbei`,
	parked: `Zwörgel${mark}${letters} geparkt`,
	answer: `Qantwort${mark}${letters}`,
	note: `Qnotiz${mark}${letters}`,
	draft: `Qentwurf${mark}${letters}`,
	// Without umlauts: mails write those in ways of their own.
	mail: `Zqpost${mark}${letters} per Post`,
	lostMail: `Zqirrt${mark}${letters} verirrt`,
	otherAddress: `zq.fremd.${mark}.${letters}@anders.example`,
	address: `zq.${mark}.${letters}@kunde.example`,
	customerNumber: `ZQ${mark.toUpperCase()}88${letters}`,
	freeText: `Zqfrieda${mark}${letters} weiß Bescheid`,
})
type Marked = ReturnType<typeof personOf>
const [erased, other] = [personOf('weg'), personOf('da')]

const cases: Record<string, string> = {}
/** The networks' own ids of the person, as the practice place gave them. */
const ids: Record<string, string> = {}

const write = async (
	system: BootedSystem,
	network: Network,
	visibility: 'public' | 'private',
	author: string,
	text: string,
) => {
	const headers = { 'content-type': 'application/json' }
	const body = JSON.stringify({ network, visibility, author, text, picture: visibility === 'public' })
	const posted = await fetch(`${system.origin}/practice/posts`, { method: 'POST', headers, body })
	return z.object({ id: z.string() }).parse(await posted.json()).id
}

const caseWith = (place: Answering, network: Network, text: string): Promise<string> =>
	waitUntil(
		`the case with ${text}`,
		async () => {
			for (const { id } of await place.desk.queue({ view: 'all', channel: network })) {
				const { timeline } = await place.desk.show(id)
				if (timeline.some((entry) => entry.kind === 'message' && entry.text?.includes(text))) return id
			}
			return undefined
		},
		60_000,
	)

/** What the network tells of our last answer may change the case between looking and writing: then it is looked at again. */
const persist = <Result>(act: () => Promise<Result>): Promise<Result> =>
	waitUntil('the command', () => act().catch(() => undefined), 30_000)
const answer = (place: Answering, ...call: Parameters<Answering['answer']>) => persist(() => place.answer(...call))

const userIds = async (system: BootedSystem, name: string): Promise<Record<string, string>> => {
	const schema = z.object({ items: z.array(z.object({ id: z.string(), network: z.string(), name: z.string() })) })
	const { items } = schema.parse(await (await fetch(`${system.origin}/practice/people`)).json())
	return Object.fromEntries(items.filter((one) => one.name === name).map(({ network, id }) => [network, id]))
}

/** Gives data by the secure page, as an agent asked for them in private. */
const giveData = async (
	system: BootedSystem,
	place: Answering,
	network: Network,
	id: string,
	who: Marked,
): Promise<void> => {
	await persist(async () => {
		const { version } = (await place.desk.show(id)).case
		return place.desk.command(id, 'data-requests', { version, fields: ['customerNumber', 'freeText'] })
	})
	const message = await waitUntil(
		'the link',
		async () =>
			(await place.practice.posts()).find(
				(one) => one.network === network && one.to === who.name && one.text.includes('/start#'),
			),
		60_000,
	)
	const invitation = invitationIn(message)
	const customer = createCustomer(system.origin)
	await customer.askForMail(invitation, who.address)
	const mail = await waitUntil('the mail', () => place.practice.mailTo(who.address), 60_000)
	const form = await customer.openForm(dataTokenIn(mail), invitation)
	const thanks = await customer.fill(form, { customerNumber: who.customerNumber, freeText: who.freeText })
	expect(thanks.status).toBe(200)
	await waitUntil(
		'the data',
		async () => ((await place.desk.show(id)).case.dataRequest?.state === 'received' ? true : undefined),
		60_000,
	)
}

/** Answers the request's mail, is answered by mail, and writes from another address of theirs, which joins nothing. */
const writeMails = async (system: BootedSystem, place: Answering, id: string, who: Marked): Promise<void> => {
	const mails = mailCustomers(system.origin, place)
	const { headers, id: inReplyTo } = await mails.mailTo(who.address)
	const to = headers['reply-to'] ?? ''
	const picture = { name: 'bild.png', type: 'image/png', base64: Buffer.from(drawPicture(who.name)).toString('base64') }
	await mails.write({ to, from: who.address, inReplyTo, text: who.mail, attachments: [picture] })
	await caseWith(place, 'x', who.mail)
	await mails.write({ to, from: who.otherAddress, text: who.lostMail })
	const reply = await answer(place, id, `${who.answer} per Post`, { visibility: 'mail' })
	expect(await place.ended(id, reply.id)).toMatchObject({ state: 'sent' })
}

/** Writes in public, with a picture, and in private; is answered in both; gives data; is written about. */
const live = async (system: BootedSystem, place: Answering, who: Marked): Promise<void> => {
	for (const network of NETWORKS) {
		await write(system, network, 'public', who.name, who.public)
		const id = await caseWith(place, network, who.public)
		cases[`${network} ${who.name}`] = id
		await write(system, network, 'private', who.name, who.private)
		await caseWith(place, network, who.private)
		for (const visibility of ['public', 'private'] as const) {
			const reply = await answer(place, id, `${who.answer} ${network} ${visibility}`, { visibility })
			expect(await place.ended(id, reply.id)).toMatchObject({ state: 'sent' })
		}
		await place.desk.command(id, 'notes', { text: who.note })
	}
	const onX = cases[`x ${who.name}`] ?? ''
	await giveData(system, place, 'x', onX, who)
	await writeMails(system, place, onX, who)
	// What the agent writes, and what they wrote before.
	for (const text of [who.draft, `${who.draft}, neu`])
		expect((await place.ask('PUT', `/api/cases/${onX}/drafts/private`, { text })).status).toBe(200)
}

/** What a person writes in a thread of ours to somebody else, and what we do not understand of them. */
const besides = async (system: BootedSystem, who: Marked, id: string): Promise<void> => {
	const user = { id_str: id, screen_name: who.name, name: who.name }
	const aside = post({
		id_str: `19244655061588${randomInt(10_000, 99_999)}`,
		user,
		text: `@a @hilft ${who.aside}`,
		display_text_range: [10, 60],
		entities: {
			user_mentions: [
				{ id_str: '9', indices: [0, 2] },
				{ id_str: '1001', indices: [3, 9] },
			],
		},
		in_reply_to_status_id_str: '1924465506158870000',
		in_reply_to_user_id_str: '9',
	})
	const parked = { for_user_id: '1001', tweet_create_events: [{ text: who.parked, user }] }
	for (const body of [postDelivery(aside), parked])
		expect((await sendSigned(system.origin, 'x', JSON.stringify(body))).status).toBe(200)
}

/** A snapshot is deflated: what it says is looked through as well. */
const readable = (item: unknown): string =>
	JSON.stringify(item, (_, value: unknown) => {
		const head = z.object({ B: z.string() }).strict().safeParse(value)
		if (!head.success) return value
		try {
			return inflateRawSync(Buffer.from(head.data.B, 'base64')).toString()
		} catch {
			return head.data.B
		}
	})

/** Every item of every table and every object of both buckets, as text, by where it lies. */
const everything = async (system: BootedSystem): Promise<ReadonlyMap<string, string>> => {
	const found = new Map<string, string>()
	for (const { name } of system.system.tables) {
		const items = await system.aws.scan(name)
		for (const [index, item] of items.entries()) found.set(`${name} ${index}`, readable(item))
	}
	for (const [bucket, prefixes] of [
		[system.bucket, ['raw/', 'parked/', 'mail/']],
		[system.copies, ['media/']],
	] as const)
		for (const prefix of prefixes)
			for (const key of await bucket.keys(prefix)) {
				const text = (await bucket.get(key)).toString('latin1')
				found.set(key, `${key} ${text} ${Buffer.from(text, 'latin1').toString('utf8')}`)
			}
	return found
}

const marksOf = (who: Marked): Record<string, string> => ({
	...who,
	...Object.fromEntries(Object.entries(ids).map(([network, id]) => [`id ${network}`, id])),
})

/** The same text for the same item, in whatever order its attributes come. */
const canonical = (item: unknown): string =>
	JSON.stringify(item, (_, value: unknown) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value,
	)
const scanned = async (system: BootedSystem, table: string): Promise<readonly string[]> =>
	(await system.aws.scan(system.aws.table(table).name)).map(canonical).sort()

/** A case as it is, but for a claim, which ends by itself. */
const wholeCase = async (place: Answering, id: string) => {
	const { case: shown, timeline } = await place.desk.show(id)
	const { claimedBy: _, ...state } = shown
	return { state, timeline }
}

/** Moves the practice clock on; every schedule has run once at the new time when it answers. */
const advance = async (system: BootedSystem, milliseconds: number): Promise<void> => {
	const answer = await fetch(`${system.origin}/practice/clock`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ advance: milliseconds }),
	})
	expect(answer.status).toBe(200)
}

/** What everybody who lives through all that we do leaves somewhere in clear. */
const LEFT_BY_ALL = [
	'name',
	'public',
	'private',
	'aside',
	'parked',
	'answer',
	'note',
	'draft',
	'address',
	'mail',
	'lostMail',
] as const

/** How somebody at the desk finds them: by their account, a part of their name, a word of theirs. */
const soughtOf = ({ name, public: text }: Marked): readonly string[] => [`@${name}`, name.slice(0, 7), text]
const foundBy = async (desk: Desk, typed: string): Promise<boolean> => (await desk.search(typed)).length > 0

describe('erase, then search everything', () => {
	let facts: readonly string[] = []
	let ledger: readonly string[] = []
	let others: readonly unknown[] = []

	it('a marked person and another one live through all that we do', async ({ system, place, lead }) => {
		await Promise.all([erased, other].map((who) => live(system, place, who)))
		Object.assign(ids, await userIds(system, erased.name))
		await besides(system, erased, ids.x ?? '')
		await besides(system, other, (await userIds(system, other.name)).x ?? '')
		await system.runtime.idle({ timeoutSeconds: 60 })
		const find = createMarkFinder(marksOf(erased))
		const found = new Set([...(await everything(system)).values()].flatMap((text) => [...find(text)]))
		// Encrypted values are found nowhere even before; all else the search finds.
		expect([...found]).toEqual(expect.arrayContaining([...LEFT_BY_ALL, 'otherAddress', 'id x', 'id facebook']))
		expect((await system.copies.keys('media/')).length).toBeGreaterThanOrEqual(4)
		for (const typed of soughtOf(erased)) expect([typed, await foundBy(lead, typed)]).toEqual([typed, true])
		facts = await scanned(system, 'Facts')
		ledger = await scanned(system, 'Ledger')
		others = await Promise.all(NETWORKS.map((network) => wholeCase(place, cases[`${network} ${other.name}`] ?? '')))
	}, 300_000)

	it('refuses the command to who does not own the case, and without the right number', async ({ system, lead }) => {
		const id = cases[`x ${erased.name}`] ?? ''
		const { number } = (await lead.show(id)).case
		const ben = await signInAtDesk(system.origin, 'ben')
		await expect(ben.command(id, 'person-erasures', { confirm: number })).rejects.toMatchObject({ status: 403 })
		await expect(lead.command(id, 'person-erasures', { confirm: '0000000' })).rejects.toMatchObject({ status: 422 })
		await expect(lead.command(id, 'person-erasures', { confirm: number, version: 1 })).rejects.toMatchObject({
			status: 409,
		})
		expect((await lead.show(id)).case.personErasure).toBeUndefined()
	})

	const stateOf = async (lead: Desk, id: string) => (await lead.show(id)).case.personErasure
	/** Demands it, or proposes it; gives how it stands. */
	const demandOnce = async (desk: Desk, id: string) => {
		const { number, version } = (await desk.show(id)).case
		return (await desk.command(id, 'person-erasures', { confirm: number, version })).personErasure
	}
	const demand = (desk: Desk, id: string) => persist(() => demandOnce(desk, id))

	it('is demanded by the owner and a second person, or by a lead alone, and can be withdrawn', async ({
		system,
		place,
		lead,
	}) => {
		const [onX, onFacebook] = NETWORKS.map((network) => cases[`${network} ${erased.name}`] ?? '')
		const ben = await signInAtDesk(system.origin, 'ben')
		expect(await demand(place.desk, onX ?? '')).toBe('proposed')
		await expect(demandOnce(place.desk, onX ?? '')).rejects.toMatchObject({ status: 409 })
		expect(await demand(ben, onX ?? '')).toBe('demanded')
		expect((await ben.command(onX ?? '', 'person-erasures/withdrawal', {})).personErasure).toBeUndefined()
		await advance(system, 15 * MINUTE)
		expect(await stateOf(lead, onX ?? '')).toBeUndefined()
		await demand(place.desk, onX ?? '')
		expect(await demand(ben, onX ?? '')).toBe('demanded')
		expect(await demand(lead, onFacebook ?? '')).toBe('demanded')
	}, 60_000)

	it('erases them after fifteen minutes, on X and on Facebook', async ({ system, lead }) => {
		const ours = NETWORKS.map((network) => cases[`${network} ${erased.name}`] ?? '')
		await advance(system, 15 * MINUTE)
		for (const id of ours) {
			await waitUntil(
				'the end of the erasure',
				async () => ((await stateOf(lead, id)) === 'done' ? true : undefined),
				60_000,
			)
			const { timeline } = await lead.show(id)
			expect(timeline.map(({ kind }) => kind)).toEqual(
				expect.arrayContaining(['personErasureDemanded', 'personErasureBegun', 'personErased']),
			)
			await expect(lead.command(id, 'person-erasures/withdrawal', {})).rejects.toMatchObject({ status: 409 })
		}
		await system.runtime.idle({ timeoutSeconds: 60 })
	}, 120_000)

	const search = async (system: BootedSystem): Promise<readonly string[]> => {
		const find = createMarkFinder(marksOf(erased))
		return [...(await everything(system))].flatMap(([where, text]) => find(text).map((mark) => `${mark} in ${where}`))
	}

	it('leaves no mark of them in any table, bucket or queue', async ({ system }) => {
		expect(await search(system)).toEqual([])
		expect(await system.aws.messages()).toEqual({})
	}, 60_000)

	it('leaves nothing that leads to them in the search', async ({ system, place, lead }) => {
		for (const typed of soughtOf(erased)) expect([typed, await foundBy(lead, typed)]).toEqual([typed, false])
		const left = await scanned(system, 'Search')
		for (const network of NETWORKS) {
			const id = cases[`${network} ${erased.name}`] ?? ''
			expect(left.filter((item) => item.includes(id))).toEqual([])
			expect(left.filter((item) => item.includes(cases[`${network} ${other.name}`] ?? ''))).not.toEqual([])
		}
		for (const typed of soughtOf(other)) expect([typed, await foundBy(place.desk, typed)]).toEqual([typed, true])
	})

	it('leaves facts and ledger as they were: facts only grew', async ({ system, lead }) => {
		const after = new Set(await scanned(system, 'Facts'))
		expect(facts.filter((fact) => !after.has(fact))).toEqual([])
		const parkedEntry = /parked#/
		const rows = (items: readonly string[]) => items.filter((item) => !parkedEntry.test(item))
		expect(rows(await scanned(system, 'Ledger'))).toEqual(rows(ledger))
		const [from, to] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString())
		expect(await lead.ledger(from ?? '', to ?? '')).toMatchObject({ difference: 0 })
	})

	it('leaves the other person as they were: cases, words, data, asides, parked events', async ({ system, place }) => {
		expect(
			await Promise.all(NETWORKS.map((network) => wholeCase(place, cases[`${network} ${other.name}`] ?? ''))),
		).toEqual(others)
		const find = createMarkFinder({ ...other })
		const found = new Set([...(await everything(system)).values()].flatMap((text) => [...find(text)]))
		expect([...found]).toEqual(expect.arrayContaining([...LEFT_BY_ALL]))
		const { items } = await place.desk.read(cases[`x ${other.name}`] ?? '', {
			purpose: 'identifyCustomer',
			fields: ['customerNumber'],
		})
		expect(items).toMatchObject([{ field: 'customerNumber', value: other.customerNumber }])
	})

	it('lets no repeated delivery bring anything back', async ({ system, place }) => {
		for (const { id } of (await place.practice.posts()).filter(({ author }) => author === erased.name))
			await fetch(`${system.origin}/practice/posts/${encodeURIComponent(id)}/delivery`, { method: 'POST' })
		await system.runtime.idle({ timeoutSeconds: 60 })
		expect(await search(system)).toEqual([])
	}, 60_000)

	it('takes what they write from now on as somebody new', async ({ system, place, lead }) => {
		const text = `Neues Anliegen ${letters}`
		await write(system, 'x', 'private', erased.name, text)
		const id = await caseWith(place, 'x', text)
		expect(id).not.toBe(cases[`x ${erased.name}`])
		expect((await lead.show(id)).case.personErasure).toBeUndefined()
	}, 60_000)
})

describe("Meta's data-deletion callback", () => {
	const ask = async (system: BootedSystem, person: string, appScoped: boolean) => {
		const headers = { 'content-type': 'application/json' }
		const body = JSON.stringify({ network: 'facebook', person, appScoped })
		const answer = await fetch(`${system.origin}/practice/deletions`, { method: 'POST', headers, body })
		return z.strictObject({ url: z.url(), confirmation_code: z.string() }).parse(await answer.json())
	}
	const page = async (url: string): Promise<string> =>
		(await fetch(url, { headers: { 'accept-language': 'de' } })).text()

	it('is honest about an id that nobody has, until a lead names the case', async ({ system, place, lead }) => {
		const { url, confirmation_code: code } = await ask(system, other.name, true)
		await waitUntil(
			'the look at it',
			async () => ((await page(url)).includes('Ein Mensch muss Ihre Bitte abschließen') ? true : undefined),
			60_000,
		)
		const listed = await place.ask('GET', '/api/deletions?state=byHand')
		expect(JSON.stringify(listed.body)).toContain(code)
		const caseId = cases[`facebook ${other.name}`] ?? ''
		expect((await place.ask('POST', `/api/deletions/${code}/finish`, { caseId })).status).toBe(403)
		const asLead = await answeringOn(system, 'lea')
		expect((await asLead.ask('POST', `/api/deletions/${code}/finish`, { caseId })).status).toBe(200)
		expect((await lead.show(caseId)).case.personErasure).toBe('demanded')
		await advance(system, 15 * MINUTE)
		await waitUntil(
			'the end',
			async () => ((await page(url)).includes('Ihre Daten sind gelöscht') ? true : undefined),
			60_000,
		)
		expect((await lead.show(caseId)).case.personErasure).toBe('done')
		expect((await lead.show(cases[`x ${other.name}`] ?? '')).case.personErasure).toBeUndefined()
	}, 90_000)

	it('erases by itself whoever it finds', async ({ system, place, lead }) => {
		const text = `Noch jemand ${letters}`
		await write(system, 'facebook', 'public', `Rolf ${letters}`, text)
		const id = await caseWith(place, 'facebook', text)
		const { url, confirmation_code: code } = await ask(system, `Rolf ${letters}`, false)
		expect((await ask(system, `Rolf ${letters}`, false)).confirmation_code).toBe(code)
		await waitUntil(
			'the end',
			async () => ((await page(url)).includes('Ihre Daten sind gelöscht') ? true : undefined),
			60_000,
		)
		expect((await lead.show(id)).case.personErasure).toBe('done')
	}, 90_000)
})

describe('the rights of the function that faces the internet', () => {
	const CODE = '0'.repeat(25)
	const now = new Date().toISOString()
	const made = (code: string, caseId: string, more: object = {}) => ({
		id: { S: code },
		shard: { S: 'deletion' },
		receivedAt: { S: now },
		askedAt: { S: now },
		state: { S: 'inWork' },
		cases: { L: [{ S: caseId }] },
		revision: { N: '1' },
		...more,
	})

	it('erase nobody, by a job or by a record that they make up', async ({ system, lead, log }) => {
		const caseId = cases[`x ${other.name}`] ?? ''
		const name = system.system.functions.find((one) => /metacallbacks/i.test(one.name))?.name ?? ''
		const call = (service: 'sqs' | 'dynamodb', action: string, input: object) =>
			system.aws.caller.call({ service, action, input, accessKeyId: accessKeyIdOf(name) })
		const put = (table: string, Item: object) =>
			call('dynamodb', 'PutItem', { TableName: system.aws.table(table).name, Item })
		const send = (job: object) =>
			call('sqs', 'SendMessage', {
				QueueUrl: system.aws.queue('ErasuresQueue').url,
				MessageBody: JSON.stringify(job),
			})
		const before = await wholeCase(await answeringOn(system), caseId)

		await send({ caseId })
		await log.until('ERASURE_NOT_DEMANDED', { reason: 'notBegun', caseId })
		const [plain, forged] = [`${CODE}1`, `${CODE}2`]
		await put('Deletions', made(plain, caseId))
		const body = signedRequestBody(ids.facebook ?? '', 'not-the-secret')
		const signedRequest = { S: new URLSearchParams(body).get('signed_request') ?? '' }
		await put('Deletions', made(forged, caseId, { signedRequest }))
		for (const deletion of [plain, forged]) await send({ deletion })
		await log.until('ERASURE_NOT_DEMANDED', { reason: 'notSigned' }, 2)
		for (const [table, item] of [
			['ErasureProgress', { caseId: { S: caseId }, owed: { M: { reason: { S: 'network' } } } }],
			['Facts', { caseId: { S: caseId }, version: { N: '99' } }],
		] as const)
			await expect(put(table, item)).rejects.toMatchObject({ code: 'AccessDeniedException' })
		await advance(system, 15 * MINUTE)
		await system.runtime.idle({ timeoutSeconds: 60 })
		expect((await lead.show(caseId)).case.personErasure).toBeUndefined()
		expect(await wholeCase(await answeringOn(system), caseId)).toEqual(before)
	}, 120_000)
})

import { createHash, randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect } from 'vitest'
import { z } from 'zod'
import { type Desk, DeskAnswerError, type StoryCase } from '#infra/local/story/desk-client.ts'
import type { PracticeClient, StoryPost } from '#infra/local/story/practice-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import { MINUTE } from '#shared/kernel/clock.ts'
import { hashToken } from '#shared/search/search-index.ts'
import { tokensOf } from '#shared/search/tokens.ts'
import { comment, feed, messaging, metaPrivateMessage } from '#test/deliveries/meta.ts'
import { directMessage, messageDelivery, post, postDelivery } from '#test/deliveries/x.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { createCustomer, dataTokenIn, type Invitation, invitationIn } from '#test/support/customer-acts.ts'
import { createMarkFinder } from '#test/support/find-marks.ts'
import { recordHttp } from '#test/support/http-recorder.ts'
import { postRaw, sendSigned } from '#test/support/send-as-network.ts'

const FILE = { scope: 'file' } as const
const it = systemIt
	.extend('environment', FILE, { HILFT_VISIBILITY_SECONDS: '12' })
	/** All that the functions print. */
	.extend('logged', { ...FILE, auto: true }, ({ system }) => {
		const logged: string[] = []
		system.runtime.logs.subscribe(({ function: name, line }) => void logged.push(`${name}: ${line}`))
		return logged
	})
	/** Writes in private as a customer of the practice network, and opens the request as an agent. */
	.extend('openRequest', FILE, ({ system, desk, practice }) => {
		const here = { system, desk, practice }
		return (who: Parameters<typeof openRequestAt>[1]) => openRequestAt(here, who)
	})

/** Digits and letters that stand nowhere else. */
const digits = String(randomInt(1_000_000, 9_999_999))
const letters = [...digits].map((digit) => 'bdfgkmprtv'[Number(digit)]).join('')

/** What customers and agents write, each value unlike every other. */
const written = {
	text: `Zwörgel${letters}text`,
	privateText: `Zwörgel${letters}vertraulich`,
	handle: `zqh${letters}`,
	name: `Qäsemann${letters}`,
	facebookName: `Qörnlein${letters}`,
	note: `Qnotiz${letters}`,
	asideText: `Qneben${letters}`,
	ignoredText: `Qignoriert${letters}`,
	parkedText: `Qgeparkt${letters}`,
	forgedText: `Qgefälscht${letters}`,
	address: `zq.post.${letters}@kunde.example`,
	otherAddress: `zq.zweite.${letters}@kunde.example`,
	bouncedAddress: `bounce+zq${letters}@kunde.example`,
	complainedAddress: `complaint+zq${letters}@kunde.example`,
	malformedAddress: `zq kaputt ${letters} at kunde`,
	customerNumber: `ZQ88${digits}`,
	personName: `Zacharias Qüll${letters}`,
	callbackWindow: `Dienstag nach 17 Uhr zq${letters}`,
	connectionAddress: `Zqstraße${letters} 17`,
	orderNumber: `AUF77${digits}`,
	email: `zq.feld.${letters}@kunde.example`,
	freeText: `Meine Schwester Zqfrieda${letters} weiß Bescheid`,
	tooLong: `Zqlang${letters}`,
	wrongField: `Zqfalschfeld${letters}`,
} as const
const phoneDigits = `555${digits.slice(0, 5)}`
const marks: Record<string, string> = { ...written, phone: phoneDigits, linkReference: '', code: '' }

const answers = {
	customerNumber: written.customerNumber,
	name: written.personName,
	phone: `0431 ${phoneDigits}`,
	callbackWindow: written.callbackWindow,
	connectionAddress: `${written.connectionAddress}\n24103 Kiel`,
	orderNumber: written.orderNumber,
	email: written.email,
	freeText: written.freeText,
}
const FIELDS = Object.keys(answers)

const http = recordHttp()
afterAll(() => http.stop())

const user = { id_str: `66${digits}`, screen_name: written.handle, name: written.name }

/** What a fault ends is asked for again. */
const unlessFaulty = async <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> => {
	try {
		return await asked
	} catch (error) {
		if (error instanceof DeskAnswerError && error.status >= 500) return undefined
		throw error
	}
}

const caseWith = (desk: Desk, text: string): Promise<StoryCase> =>
	waitUntil(
		'the case',
		async () => {
			for (const one of (await unlessFaulty(desk.cases({ state: 'open', limit: '100' }))) ?? []) {
				const shown = await unlessFaulty(desk.show(one.id))
				if (shown?.timeline.some((entry) => entry.text?.includes(text))) return one
			}
			return undefined
		},
		60_000,
	)

const advanceClock = (system: BootedSystem, milliseconds: number): Promise<Response> =>
	fetch(`${system.origin}/practice/clock`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ advance: milliseconds }),
	})

/** Under faults a send may be left under way. What may have become of it is looked up once its time is over: that is moved on. */
const sentDespiteFaults = async <Found>(
	system: BootedSystem,
	what: string,
	ask: () => Promise<Found | undefined>,
	timeoutMilliseconds: number,
): Promise<Found> => {
	const soon = await waitUntil(what, ask, 5_000).catch(() => undefined)
	if (soon !== undefined) return soon
	await advanceClock(system, 10 * MINUTE)
	return waitUntil(what, ask, timeoutMilliseconds)
}

const openRequestAt = async (
	{ system, desk, practice }: { system: BootedSystem; desk: Desk; practice: PracticeClient },
	{ network, author, text }: { network: StoryPost['network']; author: string; text: string },
) => {
	await practice.write({ network, visibility: 'private', author, text })
	const opened = await caseWith(desk, text)
	const asked = await waitUntil(
		'the request',
		async () => {
			const { case: now } = await desk.show(opened.id).catch(() => ({ case: undefined }))
			if (now?.dataRequest !== undefined) return now
			if (now === undefined) return undefined
			const claimed = now.claimedBy
				? now
				: await desk.command(now.id, 'claim', { version: now.version }).catch(() => undefined)
			if (claimed !== undefined)
				await desk.command(now.id, 'data-requests', { version: claimed.version, fields: FIELDS }).catch(() => undefined)
			return undefined
		},
		60_000,
	)
	const message = await sentDespiteFaults(
		system,
		'the private message',
		() => practice.privateMessageTo(network, author),
		90_000,
	)
	return { id: asked.id, invitation: invitationIn(message) }
}

/** The secrets of a request are marks as well. */
const markSecrets = (what: string, { token, code }: Invitation): void => {
	marks[`${what}.token`] = token
	marks[`${what}.code`] = code
	marks[`${what}.bareCode`] = code.replace('-', '')
}
const markMail = (what: string, mail: { text: string }): string => {
	const token = dataTokenIn(mail)
	marks[`${what}.dataToken`] = token
	const reference = /\b[0-9A-Z]{2}(?:-[0-9A-Z]{4}){6}\b/.exec(mail.text)?.[0]
	if (reference === undefined) throw new Error('The mail prints no reference')
	marks[`${what}.reference`] = reference
	marks[`${what}.bareReference`] = reference.replaceAll('-', '')
	return token
}

const form = (system: BootedSystem, path: string, fields: Readonly<Record<string, string>>) =>
	fetch(`${system.origin}${path}`, { method: 'POST', body: new URLSearchParams(fields) })

const wrongCodeFor = async (system: BootedSystem, dataToken: string): Promise<void> => {
	for (const code of ['', written.wrongField, '0000-0000', 'AAAA-AAAA'])
		await form(system, '/data', { link: dataToken, code })
}

describe('marked personal data', () => {
	const ids: Record<string, string> = {}

	it('go through every door and every refusal of it', async ({ system, desk }) => {
		const text = `@hilft ${written.text}`
		const good = [
			['x', postDelivery(post({ text, user }))],
			['x', messageDelivery({ ...directMessage({ sender_id: user.id_str }, { text: written.privateText }), id: '31' })],
			['facebook', feed(comment({ message: written.text, from: { id: '6611', name: written.facebookName } }))],
			['facebook', messaging(metaPrivateMessage({ text: written.privateText, mid: 'm_pd1' }))],
			[
				'x',
				postDelivery(
					post({
						id_str: '33',
						text: `@andere ${written.asideText}`,
						user,
						entities: { user_mentions: [] },
						in_reply_to_status_id_str: '1',
						in_reply_to_user_id_str: '9',
					}),
				),
			],
			[
				'x',
				{ for_user_id: '1001', favorite_events: [{ id: 'f', favorited_status: { text: written.ignoredText }, user }] },
			],
			['x', { for_user_id: '1001', [`mystery_${letters}_events`]: [{ text: written.parkedText, user }] }],
			['x', { for_user_id: '1001', tweet_create_events: [{ text: written.parkedText, user: { name: written.name } }] }],
			[
				'facebook',
				{ object: written.parkedText, entry: [{ id: written.name, [written.parkedText]: written.parkedText }] },
			],
		] as const
		for (const [network, body] of good)
			expect((await sendSigned(system.origin, network, JSON.stringify(body))).status).toBe(200)
		for (const network of ['x', 'facebook'] as const) {
			expect((await sendSigned(system.origin, network, `{"${written.parkedText}": not json}`)).status).toBe(200)
			expect(
				(await sendSigned(system.origin, network, `{${'['.repeat(200)}${JSON.stringify(written.parkedText)}}`)).status,
			).toBe(200)
		}
		const forged = JSON.stringify(postDelivery(post({ text: written.forgedText, user })))
		for (const [path, header] of [
			['x', 'x-twitter-webhooks-signature'],
			['meta', 'x-hub-signature-256'],
		] as const) {
			expect(
				(
					await postRaw(
						`${system.origin}/webhooks/${path}`,
						{ [header]: `sha256=${Buffer.from(written.forgedText).toString('base64')}` },
						forged,
					)
				).status,
			).toBe(401)
			expect((await postRaw(`${system.origin}/webhooks/${path}`, {}, forged)).status).toBe(401)
		}
		await caseWith(desk, written.text)
		await system.runtime.idle()
	})

	it('go through notes, wrong calls and wrong tokens of the desk', async ({ system, desk }) => {
		const { id } = await caseWith(desk, written.text)
		await desk.command(id, 'notes', { text: written.note })
		for (const body of [
			{ text: [written.note] },
			{ text: written.note.repeat(900) },
			{ [written.wrongField]: written.note },
		])
			await expect(desk.command(id, 'notes', body)).rejects.toThrow()
		const authorization = `Bearer ${Buffer.from(written.note).toString('base64url')}.e30.x`
		expect((await fetch(`${system.origin}/api/cases`, { headers: { authorization } })).status).toBe(401)
		await fetch(`${system.origin}/api/cases/${id}/notes`, {
			method: 'POST',
			headers: { authorization },
			body: `{"${written.note}`,
		})
	})

	it('go through a whole request, with wrong codes, malformed forms and faults at every function', async ({
		system,
		desk,
		practice,
		openRequest,
	}) => {
		const faults = system.parts.proxy.faults
		for (const name of system.system.functions.map(({ label }) => label)) {
			faults.add({ kind: '500', function: name, probability: 0.08 })
			faults.add({ kind: 'reset', function: name, probability: 0.05 })
		}
		const play = async (network: StoryPost['network'], author: string): Promise<void> => {
			const { id, invitation } = await openRequest({ network, author, text: `${written.privateText} ${network}` })
			ids[network] = id
			markSecrets(network, invitation)
			const customer = createCustomer(system.origin)
			for (const email of ['', written.malformedAddress, `${written.address}, ${written.otherAddress}`])
				await form(system, '/start/address', { link: invitation.token, email })
			await form(system, '/start', { link: written.wrongField })
			await form(system, '/start/callback', {
				link: invitation.token,
				phone: written.tooLong,
				callbackWindow: written.callbackWindow,
				code: written.wrongField,
			})
			await form(system, '/start/callback', {
				link: invitation.token,
				phone: answers.phone,
				callbackWindow: written.callbackWindow,
				code: '0000-0000',
			})
			await fetch(`${system.origin}/start/send`, {
				method: 'POST',
				body: JSON.stringify({ email: written.address }),
				headers: { 'content-type': 'application/json' },
			})
			const address = network === 'x' ? written.address : written.otherAddress
			let mail: { text: string } | undefined
			// An address is mailed twice an hour at most, also where our own faults lost the first ones: they come back after it.
			for (let asked = 0; asked < 5 && mail === undefined; asked += 1) {
				if (asked > 0) await advanceClock(system, 61 * MINUTE)
				await customer.askForMail(invitation, address)
				mail = await waitUntil('the mail', () => practice.mailTo(address), 10_000).catch(() => undefined)
			}
			if (mail === undefined) throw new Error('No mail came')
			const token = markMail(network, mail)
			await wrongCodeFor(system, token)
			const page = await customer.openForm(token, invitation)
			const faulty = {
				...answers,
				customerNumber: written.tooLong.repeat(9),
				freeText: 'DE02 1203 0000 0000 2020 51',
				phone: written.wrongField,
			}
			const again = await customer.fill(page, faulty)
			expect(again.status).toBe(422)
			const thanks = await customer.fill(again, answers)
			expect([200, 409]).toContain(thanks.status)
		}
		await Promise.all([play('x', `${written.handle}a`), play('facebook', written.facebookName)])
		faults.clear()
		for (const id of Object.values(ids))
			await waitUntil(
				'the data on the case',
				async () => {
					await system.runtime.runSchedule('sweep')
					return (await desk.show(id)).case.dataRequest?.state === 'received' ? true : undefined
				},
				150_000,
			)
		await system.runtime.idle({ timeoutSeconds: 60 })
	}, 300_000)

	it('go through bounces, complaints, a call-back number and "that was not me"', async ({
		system,
		practice,
		openRequest,
	}) => {
		const ends = [
			['bounce', written.bouncedAddress],
			['complaint', written.complainedAddress],
			['notMe', `notme.${written.address}`],
			['callback', ''],
		] as const
		for (const [what, address] of ends) {
			const { id, invitation } = await openRequest({
				network: 'x',
				author: `zq${what}${letters}`.slice(0, 15),
				text: `${written.privateText} ${what}`,
			})
			ids[what] = id
			markSecrets(what, invitation)
			if (what === 'callback') {
				const { phone, callbackWindow } = answers
				const thanks = await form(system, '/start/callback', {
					link: invitation.token,
					phone,
					callbackWindow,
					code: invitation.code,
				})
				expect(thanks.status).toBe(200)
				continue
			}
			await createCustomer(system.origin).askForMail(invitation, address)
			const mail = await waitUntil('the mail', () => practice.mailTo(address))
			const token = markMail(what, mail)
			if (what === 'notMe') {
				await form(system, '/data/not-me', { link: token, tail: written.wrongField })
				const tail = marks[`${what}.reference`]?.slice(-4) ?? ''
				expect((await form(system, '/data/not-me', { link: token, tail })).status).toBe(200)
			}
		}
		await system.runtime.idle({ timeoutSeconds: 60 })
	})

	it('go into every function by events it cannot understand', async ({ system }) => {
		for (const { label } of system.system.functions) {
			const record = (body: string) => ({
				messageId: '1',
				receiptHandle: 'r',
				body,
				attributes: { ApproximateReceiveCount: '1' },
				eventSourceARN: system.aws.queue('DeliveriesQueue').arn,
				dynamodb: { Keys: { caseId: { S: written.text } }, SequenceNumber: '1' },
				eventName: 'INSERT',
			})
			for (const body of [
				written.text,
				JSON.stringify(written),
				JSON.stringify({ envelope: written.text, text: written.name }),
				JSON.stringify({ caseId: written.name }),
			])
				await system.runtime.invoke(label, { Records: [record(body)] })
			await system.runtime.invoke(label, {
				requestContext: { http: { method: 'POST', path: '/data' } },
				rawPath: '/data',
				rawQueryString: '',
				headers: { 'x-hub-signature-256': written.text, authorization: `Bearer ${written.text}` },
				body: written.freeText,
				isBase64Encoded: false,
			})
			await system.runtime.invoke(label, written)
		}
		// The sweep was among them, and what it brings again is to be worked before the queues are looked into.
		await system.runtime.idle({ timeoutSeconds: 60 })
	})

	const find = (haystack: string, except: readonly string[] = []): readonly string[] =>
		createMarkFinder(
			Object.fromEntries(Object.entries(marks).filter(([name, value]) => value !== '' && !except.includes(name))),
		)(haystack)

	it('stand in no log', ({ system, logged }) => {
		expect(logged.length).toBeGreaterThan(100)
		expect(logged.filter((line) => find(line).length > 0)).toEqual([])
		const directory = join(system.dataDirectory, 'logs')
		for (const file of readdirSync(directory))
			expect(find(readFileSync(join(directory, file), 'utf8')), file).toEqual([])
	})

	it('stand in no message of a queue but the raw deliveries', async ({ system }) => {
		const isSending = (target: unknown): boolean => /AmazonSQS\.SendMessage(Batch)?$/.test(String(target))
		const sent = http.recorded.filter(
			({ port, headers }) => port === system.parts.proxyPort && isSending(headers['x-amz-target']),
		)
		const bodySchema = z.object({ QueueUrl: z.string() })
		const others = sent
			.map(({ body }) => body())
			.filter((body) => bodySchema.parse(JSON.parse(body)).QueueUrl !== system.aws.queue('DeliveriesQueue').url)
		expect(sent.length).toBeGreaterThan(20)
		expect(others.length).toBeGreaterThan(10)
		expect(others.filter((body) => find(body).length > 0)).toEqual([])
		// The raw deliveries, base64 in JSON, hold them: so the search would have found them elsewhere.
		const found = new Set(sent.flatMap(({ body }) => find(body())))
		expect([...found]).toEqual(
			expect.arrayContaining(['text', 'privateText', 'handle', 'name', 'facebookName', 'asideText', 'parkedText']),
		)
		expect(await system.aws.messages()).toEqual({})
	})

	it('stand in no fact, cursor or line of the ledger', async ({ system }) => {
		for (const table of ['Facts', 'Cursors', 'Ledger']) {
			const items = await system.aws.scan(system.aws.table(table).name)
			expect(items.length, table).toBeGreaterThan(0)
			expect(
				items.filter((item) => find(JSON.stringify(item)).length > 0),
				table,
			).toEqual([])
		}
	})

	it('stand in the search neither in clear nor by a hash that anybody can make', async ({ system }) => {
		const items = (await system.aws.scan(system.aws.table('Search').name)).map((item) => JSON.stringify(item))
		expect(items.length).toBeGreaterThan(20)
		expect(items.filter((item) => find(item).length > 0)).toEqual([])
		const { text, name, handle } = written
		const tokens = tokensOf({ text, authorName: name, authorHandle: handle })
		expect(tokens.length).toBeGreaterThan(5)
		const guesses = tokens.flatMap((token) => [createHash('sha256').update(token).digest(), Buffer.from(token)])
		const forms = guesses.flatMap((bytes) => [
			bytes.toString('hex').slice(0, 16),
			bytes.toString('base64url').slice(0, 16),
		])
		const keyed = tokens.map((token) => hashToken('local-search-key-for-practice-only', token))
		const withAny = (hashes: readonly string[]) => items.filter((item) => hashes.some((hash) => item.includes(hash)))
		expect(withAny(forms.filter((form) => form.length > 8))).toEqual([])
		// So the look above would have found them.
		expect(withAny(keyed)).not.toEqual([])
	})

	it('stand in no address of a request to our front', ({ system }) => {
		const urls = http.recorded
			.filter(({ port }) => port === Number(new URL(system.origin).port))
			.map(({ method, url }) => `${method} ${url}`)
		const ours = urls.filter((url) => !/ \/practice\/mailbox\?/.test(url))
		expect(ours.length).toBeGreaterThan(100)
		expect(ours.filter((url) => find(url).length > 0)).toEqual([])
	})

	it('stand in no mail but for its recipient, its link and its reference', async ({ system }) => {
		const mailSchema = z.object({
			items: z.array(
				z.object({
					subject: z.string(),
					text: z.string(),
					html: z.string(),
					headers: z.record(z.string(), z.string()),
				}),
			),
		})
		const { items } = mailSchema.parse(await (await fetch(`${system.origin}/practice/mailbox`)).json())
		expect(items.length).toBeGreaterThanOrEqual(5)
		const secrets = Object.keys(marks).filter((name) => /dataToken|reference/i.test(name))
		const addresses = ['address', 'otherAddress', 'bouncedAddress', 'complainedAddress']
		for (const {
			subject,
			text,
			html,
			headers: { to, ...headers },
		} of items) {
			expect(find(subject + JSON.stringify(headers))).toEqual([])
			expect(find(text + html, secrets)).toEqual([])
			expect(addresses.filter((name) => to?.includes(marks[name] ?? ''))).toHaveLength(1)
		}
	})

	it('stand in the vault as ciphertext only, and among the requests as the typed addresses only', async ({
		system,
	}) => {
		const vault = await system.aws.scan(system.aws.table('Vault').name)
		const keys = await system.aws.scan(system.aws.table('VaultKeys').name)
		expect(vault.length).toBeGreaterThanOrEqual(FIELDS.length * 2)
		expect(keys.length).toBeGreaterThanOrEqual(2)
		expect(find(JSON.stringify([vault, keys]))).toEqual([])
		const requests = JSON.stringify(await system.aws.scan(system.aws.table('Requests').name))
		expect(find(requests)).toEqual(expect.arrayContaining(['address', 'otherAddress']))
		expect(find(requests, ['address', 'otherAddress', 'bouncedAddress', 'complainedAddress'])).toEqual([])
	})

	it('are read by the owner, and after the erasure stand nowhere among vault, keys and requests', async ({
		system,
		desk,
		logged,
	}) => {
		for (const network of ['x', 'facebook']) {
			const { items } = await desk.read(ids[network] ?? '', { purpose: 'identifyCustomer', fields: FIELDS })
			const values = Object.fromEntries(items.map(({ field, value }) => [field, value]))
			expect(values).toEqual({ ...answers, phone: expect.stringContaining(phoneDigits) })
		}
		for (const id of Object.values(ids)) await desk.erase(id)
		await system.runtime.idle()
		const [vault, keys, requests] = await Promise.all(
			['Vault', 'VaultKeys', 'Requests'].map((table) => system.aws.scan(system.aws.table(table).name)),
		)
		expect(vault).toEqual([])
		expect(keys).toEqual([])
		expect(find(JSON.stringify(requests))).toEqual([])
		expect(logged.filter((line) => find(line).length > 0)).toEqual([])
	})
})

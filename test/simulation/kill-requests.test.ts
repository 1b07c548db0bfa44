import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Desk, StoryCase } from '#infra/local/story/desk-client.ts'
import type { PracticeClient } from '#infra/local/story/practice-client.ts'
import { waitUntil } from '#infra/local/story/wait-until.ts'
import type { BootedSystem } from '#test/fixtures/running-system.ts'
import { it as systemIt } from '#test/fixtures/system-test.ts'
import { createCustomer, dataTokenIn, invitationIn } from '#test/support/customer-acts.ts'
import { isNight } from '#test/support/night.ts'
import { createRandom, type SeededRandom, seedOfRun } from '#test/support/seeded-random.ts'

// A message of a killed function comes back after the visibility timeout; two minutes would be most of the test.
const it = systemIt.extend('environment', { scope: 'file' }, { HILFT_VISIBILITY_SECONDS: '12' })

/** The functions on the way of a request. */
const VICTIMS = ['dispatch', 'outbound-x', 'outbound-meta', 'outbound-mail', 'web-customer', 'worker', 'api'] as const
const REQUESTS = isNight ? 10 : 4
/** Each function is killed at most so often, besides in the midst of a send. */
const KILLS_EACH = isNight ? 30 : 4
/** Between two runs of the sweep, which comes each minute in the cloud. */
const SWEEP_PAUSE = 500
const PATIENCE = 180_000
/** After so long without a mail a customer asks for another one; five are allowed. */
const MAIL_PATIENCE = 35_000

/** Slows the functions down a little, so that a blow often falls in the midst of their work. */
const rage = async (
	system: BootedSystem,
	random: SeededRandom,
	kills: Record<string, number>,
	isOver: () => boolean,
): Promise<void> => {
	for (const name of VICTIMS)
		system.parts.proxy.faults.add({ kind: 'delay', function: name, ms: 40 + random.whole(80), probability: 0.5 })
	while (!isOver()) {
		await sleep(100 + random.whole(300))
		const name = random.pick(VICTIMS)
		const killed = kills[name] ?? 0
		if (killed < KILLS_EACH) kills[name] = killed + system.runtime.kill(name)
	}
	system.parts.proxy.faults.clear()
}

const startedSchema = z.object({ code: z.literal('SEND_STARTED'), caseId: z.string() })

/** Kills a sender right when it sends, once for each case: before, in or after the call, by chance. */
const ambush = (system: BootedSystem, random: SeededRandom, kills: Record<string, number>): (() => void) => {
	const hit = new Set<string>()
	return system.runtime.logs.subscribe(({ function: name, line }) => {
		const started = line.includes('SEND_STARTED') ? startedSchema.safeParse(JSON.parse(line)).data : undefined
		const key = `${name} ${started?.caseId}`
		if (started === undefined || hit.has(key) || random.next() < 0.4) return
		hit.add(key)
		const blow = (): void => {
			kills.inMidSend = (kills.inMidSend ?? 0) + system.runtime.kill(name, 'all')
		}
		setTimeout(blow, random.whole(60))
	})
}

/** An answer of the desk that failed is asked for again; what was done meanwhile the case itself tells. */
const persist = <Found>(what: string, ask: () => Promise<Found | undefined>): Promise<Found> =>
	waitUntil(what, () => ask().catch(() => undefined), PATIENCE)

const openRequest = async (desk: Desk, author: string, text: string): Promise<StoryCase> => {
	const opened = await persist(
		'the case',
		async () => (await desk.search(`@${author}`))[0] ?? (await caseByText(desk, text)),
	)
	return persist('the request', async () => {
		const { case: now } = await desk.show(opened.id)
		if (now.dataRequest !== undefined) return now
		const claimed = now.owner === undefined ? await desk.command(now.id, 'claim', { version: now.version }) : now
		return desk.command(now.id, 'data-requests', { version: claimed.version, fields: ['customerNumber', 'phone'] })
	})
}

/** Facebook names no handle: its cases are found by what was written. */
const caseByText = async (desk: Desk, text: string): Promise<StoryCase | undefined> => {
	for (const one of await desk.cases({ state: 'open', limit: '100' })) {
		const { timeline } = await desk.show(one.id)
		if (timeline.some((entry) => entry.text?.includes(text))) return one
	}
	return undefined
}

const playMatter = async (
	system: BootedSystem,
	desk: Desk,
	practice: PracticeClient,
	index: number,
): Promise<StoryCase> => {
	const network = index % 2 === 0 ? 'x' : 'facebook'
	const author = `gejagt${index}`
	const text = `Anschluss tot, Vorgang ${1000 + index}.`
	await practice.write({ network, visibility: index % 4 < 2 ? 'public' : 'private', author, text })
	const opened = await openRequest(desk, author, text)
	const message = await persist('the private message', () => practice.privateMessageTo(network, author))
	const invitation = invitationIn(message)
	const customer = createCustomer(system.origin)
	let mail: { text: string } | undefined
	for (let asked = 0; mail === undefined && asked < 5; asked += 1) {
		// Two mails an hour to one address are allowed, then the customer names another one.
		const address = `${author}${asked < 2 ? '' : asked}@kunde.example`
		await customer.askForMail(invitation, address)
		mail = await waitUntil('the mail', () => practice.mailTo(address), MAIL_PATIENCE).catch(() => undefined)
	}
	if (mail === undefined) throw new Error(`No mail for ${author}`)
	const form = await customer.openForm(dataTokenIn(mail), invitation)
	const thanks = await customer.fill(form, { customerNumber: `10000${index}00`, phone: `0431 55501${index}0` })
	// 409: the answer to an earlier try was lost, and the data are there.
	expect([200, 409]).toContain(thanks.status)
	return persist('the data on the case', async () => {
		const { case: now } = await desk.show(opened.id)
		return now.dataRequest?.state === 'received' ? now : undefined
	})
}

it(`brings ${REQUESTS} secure requests to their end while their functions are killed at random`, async ({
	system,
	desk,
	practice,
}) => {
	const random = createRandom(seedOfRun())
	const began = Date.now()
	const kills: Record<string, number> = {}
	let isOver = false
	const withdraw = ambush(system, random, kills)
	const raging = rage(system, random, kills, () => isOver)
	const sweeping = (async () => {
		for (; !isOver; await sleep(SWEEP_PAUSE)) await system.runtime.runSchedule('sweep')
	})()
	const cases = await Promise.all(
		Array.from({ length: REQUESTS }, (_, index) => playMatter(system, desk, practice, index)),
	)
	isOver = true
	withdraw()
	await Promise.all([raging, sweeping])
	await system.runtime.idle({ timeoutSeconds: 90 })

	const posts = await practice.posts()
	const messages = cases.map((_, index) => posts.filter(({ to }) => to === `gejagt${index}`).length)
	const mailbox = await (await fetch(`${system.origin}/practice/mailbox`)).json()
	const { items: mails } = z.object({ items: z.array(z.object({ to: z.string() })) }).parse(mailbox)
	const boxes = cases.map((_, index) => mails.filter(({ to }) => new RegExp(`^gejagt${index}\\d?@`).test(to)).length)
	process.stdout.write(
		`kill requests: seed ${random.seed}, ${((Date.now() - began) / 1000).toFixed(0)} s; killed ${JSON.stringify(kills)}; ` +
			`private messages ${messages.join(' ')}, mails ${boxes.join(' ')}\n`,
	)
	for (const [index, { id }] of cases.entries()) {
		const { items } = await desk.read(id, { purpose: 'identifyCustomer', fields: ['customerNumber', 'phone'] })
		expect(items.find(({ field }) => field === 'customerNumber')?.value).toBe(`10000${index}00`)
		expect(items.filter(({ field }) => field === 'phone')).toHaveLength(1)
	}
	expect(messages).toEqual(cases.map(() => 1))
	expect(Math.max(...boxes)).toBeLessThanOrEqual(5)
	expect(await system.aws.messages()).toEqual({})
}, 300_000)

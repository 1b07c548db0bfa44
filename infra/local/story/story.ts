import { randomInt } from 'node:crypto'
import { addMilliseconds, MINUTE } from '#shared/kernel/clock.ts'
import { type Desk, DeskAnswerError, type StoryCase, signInAtDesk } from './desk-client.ts'
import { createFormBrowser } from './form-browser.ts'
import { createPracticeClient, type PracticeClient, type StoryPost, type WrittenPost } from './practice-client.ts'
import { waitUntil } from './wait-until.ts'

/** The time to undo plus a margin for a busy machine, in milliseconds. */
const LONGEST_ANSWER = 90_000

/** Prints one step with what was seen. */
export type Tell = (line: string) => void

type Scene = {
	readonly origin: string
	readonly desk: Desk
	readonly practice: PracticeClient
	readonly tell: Tell
}

type StoryOpening = Omit<WrittenPost, 'author' | 'text'>

const expect = (isTrue: boolean, what: string): void => {
	if (!isTrue) throw new Error(`Expected: ${what}`)
}

/** Finds the case of a text in the list of open cases, as an agent would. */
const findCase = ({ desk }: Scene, text: string): Promise<StoryCase> =>
	waitUntil('the case', async () => {
		for (const candidate of await desk.cases({ state: 'open', limit: '100' })) {
			const { case: found, timeline } = await desk.show(candidate.id)
			if (timeline.some((entry) => entry.author === 'customer' && entry.text?.includes(text))) return found
		}
		return undefined
	})

const secretsIn = (message: StoryPost): { path: string; code: string } => {
	const link = /https?:\/\/[^\s/]+(\/start#\S+)/.exec(message.text)?.[1]
	const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(message.text.replace(/https?:\S+/g, ''))?.[0]
	if (link === undefined || code === undefined) throw new Error('The private message holds no link or no code')
	return { path: link, code }
}

/** Acts as the customer who got the private message: types the address, opens the mail, types the code, fills in the form. */
const giveData = async (
	{ origin, practice, tell }: Scene,
	message: StoryPost,
	address: string,
	data: Readonly<Record<string, string>>,
): Promise<void> => {
	const { path, code } = secretsIn(message)
	const browser = createFormBrowser(origin)
	const shell = await browser.open('/start')
	const start = await browser.submit(shell, '/start', { link: `${origin}${path}` })
	const confirm = await browser.submit(start, '/start/address', { email: address })
	expect(confirm.html.includes(address), 'the page shows the address once more')
	const sent = await browser.submit(confirm, '/start/send', {})
	tell(`the customer opens the link, types an address: "${sent.title}"`)

	const mail = await waitUntil('the mail', () => practice.mailTo(address))
	expect(mail.to === address && !mail.subject.includes(address), 'one recipient, nothing personal in the subject')
	const link = /https?:\/\/[^\s/]+\/data#\S+/.exec(mail.text)?.[0]
	if (link === undefined) throw new Error('The mail holds no link')
	tell(`the mail arrives: "${mail.subject}"`)

	const entry = await browser.open('/data')
	const codePage = await browser.submit(entry, '/data', { link })
	const form = await browser.submit(codePage, '/data', { code })
	const thanks = await browser.submit(form, '/data/answers', data)
	expect(thanks.status === 200, 'the form is taken')
	tell(`the customer types the code and fills the form: "${thanks.title}"`)
}

const readAndErase = async (
	{ desk, tell }: Scene,
	id: string,
	data: Readonly<Record<string, string>>,
): Promise<void> => {
	const fields = Object.keys(data)
	const { items } = await desk.read(id, { purpose: 'identifyCustomer', fields })
	for (const [field, value] of Object.entries(data))
		expect(
			items.some(
				(item) => item.field === field && item.value.replace(/\D/g, '').endsWith(value.replace(/\D/g, '').slice(-6)),
			),
			`the owner reads ${field}`,
		)
	tell(`the owner reads ${items.map(({ field }) => field).join(', ')}`)
	const { timeline } = await desk.show(id)
	expect(
		timeline.some(({ kind }) => kind === 'dataRead'),
		'the reading is on record',
	)
	tell('the reading is on record')

	await desk.erase(id)
	const after = await desk.read(id, { purpose: 'identifyCustomer', fields }).catch((error: unknown) => error)
	expect(after instanceof DeskAnswerError, 'nothing can be read after the erasure')
	tell(`the data are erased; reading them again: ${after instanceof DeskAnswerError ? after.status : ''}`)
}

/** Answers as Anna where the customer wrote, and checks that the network shows the answer once and that the desk knows it. */
const answer = async (
	{ desk, practice, tell }: Scene,
	id: string,
	visibility: StoryPost['visibility'],
	mark: string,
): Promise<void> => {
	const { case: state } = await desk.show(id)
	const text = `Danke für die Angaben, wir kümmern uns darum (${mark}).`
	const { reply } = await desk.reply(id, { version: state.version, visibility, text })
	tell(`anna answers with her initials ^${reply.initials}; until ${reply.leavesAt} she can take it back`)
	const delivery = await waitUntil(
		'the answer to be sent',
		async () => {
			const { timeline } = await desk.show(id)
			const found = timeline.find((entry) => entry.id === reply.id)?.delivery
			return found?.state === 'queued' || found?.state === 'started' ? undefined : found
		},
		LONGEST_ANSWER,
	)
	expect(delivery.state === 'sent', `the answer is sent, not ${delivery.state}`)
	const sent = (await practice.posts()).filter(
		(post) => post.text.includes(`(${mark}).`) && post.author !== `kundin${mark.slice(0, 8)}`,
	)
	expect(sent.length === 1, 'the network shows the answer once')
	const { case: after } = await desk.show(id)
	expect(after.unanswered === 0, 'nobody waits any more')
	tell(`it stands on ${sent[0]?.network} once; it is the ${after.turn}'s turn`)
}

/** Plays one customer's matter from the complaint to the erasure. Throws at the first step that did not happen. */
const playMatter = async (scene: Scene, opening: StoryOpening): Promise<void> => {
	const { desk, practice, tell } = scene
	// Letters only: digits might be taken for somebody's number, and masked.
	const mark = Array.from({ length: 10 }, () => String.fromCharCode(97 + randomInt(26))).join('')
	const author = `kundin${mark.slice(0, 8)}`
	const text = `Unser Anschluss ist seit drei Tagen tot und niemand ruft zurück (${mark}).`
	const data = { customerNumber: `1${randomInt(100_000_000, 999_999_999)}`, phone: '0431 5550123' }

	const post = await practice.write({ ...opening, author, text })
	tell(`${author} writes on ${post.network} (${post.visibility}): ${post.id}`)
	const opened = await findCase(scene, mark)
	tell(`case ${opened.number} is open, waiting since ${opened.waitingSince}`)

	const claimed = await desk.command(opened.id, 'claim', { version: opened.version })
	const asked = await desk.command(opened.id, 'data-requests', {
		version: claimed.version,
		fields: Object.keys(data),
	})
	tell(`anna claims it and asks for ${asked.dataRequest?.fields.join(' and ')}; it is the ${asked.turn}'s turn`)

	const message = await waitUntil('the private message', () => practice.privateMessageTo(post.network, author))
	tell('a private message with link and code arrives')
	await giveData(scene, message, `${author}@kunde.example`, data)

	const received = await waitUntil('the data on the case', async () => {
		const { case: shown } = await desk.show(opened.id)
		return shown.dataRequest?.state === 'received' ? shown : undefined
	})
	tell(`the case knows: data received, the turn is ${received.turn}`)
	await answer(scene, opened.id, opening.visibility, mark)
	await readAndErase(scene, opened.id, data)
}

/** The matters of the story: in public and in private, on both networks. */
const MATTERS: readonly StoryOpening[] = [
	{ network: 'x', visibility: 'public' },
	{ network: 'facebook', visibility: 'public' },
	{ network: 'x', visibility: 'private' },
	{ network: 'facebook', visibility: 'private' },
]

/**
 * Plays the main job over HTTP on both networks: complaint, case, request, private message, mail, secure page, answer,
 * reading, erasure; then the ledger's balance. Throws at the first step that did not happen.
 */
export const playStory = async (origin: string, tell: Tell): Promise<void> => {
	const desk = await signInAtDesk(origin, 'anna')
	const practice = createPracticeClient(origin)
	const began = await practice.now()
	for (const opening of MATTERS) {
		const place = `${opening.network}, ${opening.visibility}`
		await playMatter({ origin, desk, practice, tell: (line) => tell(`${place}: ${line}`) }, opening)
	}
	const balance = await waitUntil('the ledger to balance', async () => {
		const now = await desk.ledger(began, addMilliseconds(await practice.now(), MINUTE))
		return now.difference === 0 ? now : undefined
	})
	expect(balance.messages >= MATTERS.length, 'every message is in the ledger')
	tell(`ledger: ${balance.received} received, ${balance.messages} messages, difference ${balance.difference}`)
}

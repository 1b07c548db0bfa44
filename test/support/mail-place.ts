import type { MessageKey } from '#shared/cases/keys.ts'
import type { RequestCommand } from '#shared/cases/requests/request-command.ts'
import { createLog } from '#shared/kernel/log.ts'
import { handleMail } from '#shared/mail/handle-mail.ts'
import type { MailInDependencies } from '#shared/mail/mail-in-dependencies.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { openIssue } from '#shared/requests/open-request.ts'
import { replyAddress } from '#shared/requests/reply-address.ts'
import type { Request } from '#shared/requests/request.ts'
import { createMemoryLedger } from '#test/memory/ledger.ts'
import { createMemoryMediaStore } from '#test/memory/media-store.ts'
import { createMemoryParkedStore } from '#test/memory/parked-store.ts'
import { createMemoryRequestStore } from '#test/memory/request-store.ts'
import { minute } from './case-factories.ts'
import { createCasePlace, incoming } from './incoming-message.ts'
import { aHash, anId, aRequest } from './request-factories.ts'

const DOMAIN = 'hilft.example'
const LINK_SECRET = 'link-secret-of-the-tests'
export const MIA = 'mia@kunde.example'
const RECEIVED_AT = minute(30)

type Written = {
	readonly headers?: Readonly<Record<string, string>> | undefined
	readonly body?: string | undefined
	readonly raw?: string | Uint8Array | undefined
	readonly sesId?: string | undefined
	readonly source?: string | undefined
	readonly to?: string | undefined
	readonly verdicts?: Readonly<Record<string, string>> | undefined
}

/** A mail as bytes. */
export const rawMail = (headers: Readonly<Record<string, string>>, body: string): string =>
	`${Object.entries(headers)
		.map(([name, value]) => `${name}: ${value}`)
		.join('\r\n')}\r\n\r\n${body.replace(/\r?\n/g, '\r\n')}`

/** mail-in on stores in memory, with one case whose customer confirmed MIA. */
export const createMailPlace = async (change: Partial<Request> = {}) => {
	const place = createCasePlace()
	const requests = createMemoryRequestStore()
	const received = await receiveMessage(place, incoming({ sentAt: minute(0) }))
	if (received.outcome !== 'message') throw new Error(received.outcome)
	const { caseId } = received
	const issue = { number: 1, address: MIA, addressKey: aHash(), askedAt: minute(1), sentAt: minute(1) }
	const submission = { id: anId('sub'), fields: ['name' as const], assurance: 'controlsMailbox' as const }
	const request = aRequest({ caseId, issues: [issue] })
	await requests.create(request, [])
	await openIssue({ requests, linkSecret: LINK_SECRET }, { requestId: request.id, issue: 1 })
	const end = { how: 'submitted', at: minute(2) } as const
	await requests.save({ request: { ...request, end, submission, ...change } })
	const bodies = new Map<string, Uint8Array>()
	const told: RequestCommand[] = []
	const toScreen: MessageKey[] = []
	const lines: string[] = []
	const media = createMemoryMediaStore()
	const ledger = createMemoryLedger()
	const parked = createMemoryParkedStore()
	const dependencies: MailInDependencies = {
		store: place.store,
		requests,
		bodies: { get: async (key) => bodies.get(key) },
		media,
		ledger,
		parked,
		commands: {
			send: async (command) => {
				if (command.command === 'screen-message') toScreen.push(command.message)
				else told.push(command)
			},
		},
		identityKey: 'identity-key-of-the-tests',
		replyDomain: DOMAIN,
		clock: { now: () => minute(31) },
		log: createLog((line) => lines.push(line)),
	}
	const replyTo = replyAddress(LINK_SECRET, DOMAIN, request.id)
	let count = 0
	/** What SES tells of a mail that it put into the bucket. */
	const notified = ({
		headers,
		body = 'Hallo.',
		raw,
		sesId,
		source = MIA,
		to = replyTo,
		verdicts = {},
	}: Written = {}) => {
		count += 1
		const id = sesId ?? `ses${count}`
		const plain = { From: MIA, To: to, 'Message-ID': `<m${count}@kunde.example>`, Subject: 'Re: x', ...headers }
		const bytes = raw ?? rawMail(plain, body)
		bodies.set(`mail/${id}`, typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
		const status = (name: string) => ({ status: verdicts[name] ?? 'PASS' })
		return {
			notificationType: 'Received',
			mail: { messageId: id, timestamp: RECEIVED_AT, source },
			receipt: {
				recipients: [to],
				spamVerdict: status('spam'),
				virusVerdict: status('virus'),
				spfVerdict: status('spf'),
				dkimVerdict: status('dkim'),
				dmarcVerdict: status('dmarc'),
				action: { type: 'S3', objectKey: `mail/${id}` },
			},
		}
	}
	const receive = async (written: Written = {}): Promise<void> => handleMail(dependencies, notified(written))
	const state = async () => {
		const current = await place.store.load(caseId)
		if (current === undefined) throw new Error('no case')
		return current
	}
	/** The words of all mails of the case. */
	const mails = async () => {
		const facts = await place.store.factsAfter(caseId, 0)
		return place.content.get(facts.flatMap(({ fact }) => (fact.kind === 'MailReceived' ? [fact.message] : [])))
	}
	const balance = () => ledger.balance({ from: minute(0), to: minute(60) })
	const reasons = async () => (await parked.list(100)).items.map(({ reason }) => reason)
	return {
		...place,
		dependencies,
		requests,
		request,
		caseId,
		replyTo,
		bodies,
		told,
		toScreen,
		lines,
		media,
		parked,
		notified,
		receive,
		state,
		mails,
		balance,
		reasons,
	}
}

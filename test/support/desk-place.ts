import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Hono } from 'hono'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import type { CaseId } from '#shared/cases/keys.ts'
import type { DeskEnvironment } from '#shared/http/app.ts'
import { customerDataRoutes } from '#shared/http/customer-data-routes.ts'
import { createDeskApp } from '#shared/http/desk-app.ts'
import { apiRoutes } from '#shared/http/routes.ts'
import { newId, systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'
import type { IncomingMessage } from '#shared/messages/incoming-message.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { replyParts } from '#shared/replies/reply-parts.ts'
import { sendingState } from '#shared/sending/sending-state.ts'
import { createMemoryAgentDirectory } from '#test/memory/agent-directory.ts'
import { createMemoryStores } from '#test/memory/case-store.ts'
import { createMemoryDeletionStore } from '#test/memory/deletion-store.ts'
import { createMemoryIdempotencyStore } from '#test/memory/idempotency-store.ts'
import { createMemoryInitialsStore } from '#test/memory/initials-store.ts'
import { createMemoryLedger } from '#test/memory/ledger.ts'
import { createMemoryMediaStore } from '#test/memory/media-store.ts'
import { createMemoryParkedStore } from '#test/memory/parked-store.ts'
import { createMemoryRecentTexts } from '#test/memory/recent-texts.ts'
import { createMemoryRequestStore } from '#test/memory/request-store.ts'
import { createMemorySendLimitStore } from '#test/memory/send-limit-store.ts'
import { createMemoryKeyService, createMemoryVaultStore } from '#test/memory/vault.ts'
import { type ListedProblems, listedProblems, mustBeListed } from './listed-problems.ts'
import { OWN } from './x-deliveries.ts'

/** The issuer of the desk's tests: a real key pair, its public half on a local server. */
export const startIssuer = async () => {
	const [ours, strangers] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
	const keys = { keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] }
	let isDown = false
	const server = createServer((_, response) => {
		response.writeHead(isDown ? 500 : 200, { 'Content-Type': 'application/json' }).end(JSON.stringify(keys))
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
	const sign = (claims: JWTPayload, key = ours.privateKey, kid = 'k1') =>
		new SignJWT({ iss: issuer, aud: 'hilft-desk', exp: Math.floor(Date.parse(START) / 1_000) + 3_600, ...claims })
			.setProtectedHeader({ alg: 'RS256', kid })
			.sign(key)
	return {
		issuer,
		jwksUrl: `${issuer}/jwks`,
		tokenOf: (sub: string, role = 'agent') => sign({ sub, role, team: 'nord' }),
		sign,
		signByStranger: (claims: JWTPayload) => sign(claims, strangers.privateKey),
		fail: (down: boolean) => {
			isDown = down
		},
		stop: () => new Promise<unknown>((resolve) => server.close(resolve)),
	}
}
export type Issuer = Awaited<ReturnType<typeof startIssuer>>

export const START = '2026-11-22T12:00:00.000Z'

type AnswerBody = Record<string, unknown> & { readonly case?: Record<string, unknown> | undefined }
export type Answered = {
	readonly status: number
	readonly headers: Headers
	readonly body: AnswerBody
	readonly text: string
}
export type Ask = {
	readonly as?: string | undefined
	readonly role?: string | undefined
	readonly token?: string | undefined
	readonly body?: unknown
	readonly raw?: string | Uint8Array<ArrayBuffer> | undefined
	readonly headers?: Record<string, string> | undefined
}

const REPLY_SETTINGS = {
	HOTLINE: '0800 0000000',
	MAIL_FROM: 'hilft@hilft.example',
	UNDO_SECONDS: '15',
	X_ANSWERS: 'everyone',
	X_PRICES: '{}',
	LAST_TEXTS: '20',
	SCREENING: '{}',
}

/** Read once: every place describes the same routes. */
let listed: Promise<ListedProblems> | undefined
const problemsListed = (app: Hono<DeskEnvironment>): Promise<ListedProblems> => {
	listed ??= (async () => listedProblems(await (await app.request('/api/openapi.json')).json()))()
	return listed
}

/** The desk on stores in memory: both functions' apps, a clock that stands still until it is moved, and the log's lines. */
export const createDeskPlace = (issuer: Issuer, settings: Partial<typeof REPLY_SETTINGS> = {}) => {
	let now = START
	const clock = { now: () => now }
	// Tokens do not age when the time of cases moves on.
	const realClock = { epochMilliseconds: () => Date.parse(START) }
	const random = systemRandom
	const lines: string[] = []
	const log = createLog((line) => lines.push(line), realClock)
	const stores = createMemoryStores()
	const agents = createMemoryAgentDirectory({ clock, random })
	const idempotency = createMemoryIdempotencyStore({ clock })
	const ledger = createMemoryLedger()
	const parked = createMemoryParkedStore()
	const sent: object[] = []
	const vault = createMemoryVaultStore()
	const keys = createMemoryKeyService()
	const requests = createMemoryRequestStore()
	let probe = async (): Promise<unknown> => undefined
	const sendLimits = createMemorySendLimitStore()
	let isSending = true
	const dependencies = {
		...stores,
		agents,
		idempotency,
		ledger,
		parked,
		media: createMemoryMediaStore(),
		commands: { send: async (message: object) => void sent.push(message) },
		probe: () => probe(),
		erasureDays: 3,
		initials: createMemoryInitialsStore(),
		sendingState: () => sendingState({ sending: { isOn: async () => isSending }, sendLimits, accounts: OWN, clock }),
		recentTexts: createMemoryRecentTexts(),
		deletions: createMemoryDeletionStore(),
		own: OWN,
		...replyParts({ ...REPLY_SETTINGS, ...settings }),
		clock,
		random,
		vault,
		keys,
		requests,
		log,
	}
	const signIn = { ISSUER: issuer.issuer, AUDIENCE: 'hilft-desk', JWKS_URL: issuer.jwksUrl }
	const app = createDeskApp(apiRoutes(dependencies), signIn, { realClock, log })
	const dataApp = createDeskApp(customerDataRoutes(dependencies), signIn, { realClock, log })

	const fetch = async (call: string, { as, role, token, body, raw, headers }: Ask = {}): Promise<Response> => {
		const [method = 'GET', path = '/'] = call.split(' ')
		const bearer = token ?? (as === undefined ? undefined : await issuer.tokenOf(as, role))
		const target: Hono<DeskEnvironment> = path.includes('/customer-data/') ? dataApp : app
		const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
		const said = new Headers(headers)
		if (bearer !== undefined && !said.has('Authorization')) said.set('Authorization', `Bearer ${bearer}`)
		if (payload !== undefined && !said.has('Content-Type')) said.set('Content-Type', 'application/json')
		const response = await target.request(path, { method, headers: said, body: payload ?? null })
		if (response.status >= 400) mustBeListed(await problemsListed(app), call, await response.clone().json())
		return response
	}
	const ask = async (call: string, how: Ask = {}): Promise<Answered> => {
		const response = await fetch(call, how)
		const text = await response.text()
		return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text), text }
	}

	const writes = async (change: Partial<IncomingMessage> = {}): Promise<CaseId> => {
		const contentId = change.contentId ?? newId('cmd', random)
		const received = await receiveMessage(
			{ ...stores, clock, random },
			{
				key: newId('msg', random),
				network: 'x',
				accountId: '1001',
				contentId,
				form: 'mention',
				visibility: 'public',
				author: { id: '77', handle: 'Kundin', name: 'Erika Muster' },
				text: 'Mein Anschluss ist tot',
				threadId: 't1',
				sentAt: now,
				source: contentId,
				...change,
			},
		)
		if (received.outcome !== 'message') throw new Error(received.outcome)
		return received.caseId
	}

	return {
		...dependencies,
		app,
		lines,
		sent,
		fetch,
		ask,
		writes,
		factsOf: (id: CaseId) => (stores.facts.get(id) ?? []).map(({ fact }) => fact.kind),
		pass: (milliseconds: number) => {
			now = new Date(Date.parse(now) + milliseconds).toISOString()
		},
		sendLimits,
		stopSending: () => {
			isSending = false
		},
		probeFails: (error: Error) => {
			probe = () => Promise.reject(error)
		},
	}
}
export type DeskPlace = ReturnType<typeof createDeskPlace>

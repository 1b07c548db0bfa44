import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RequestCommand, requestCommandSchema } from '#shared/cases/requests/request-command.ts'
import { systemRandom } from '#shared/kernel/id.ts'
import { createLog } from '#shared/kernel/log.ts'
import { openIssue, openRequest, startLink } from '#shared/requests/open-request.ts'
import { createCustomerApp } from '#shared/requests/pages-app.ts'
import { deriveDataToken, deriveReference } from '#shared/requests/tokens.ts'
import { createMemoryRequestStore } from '#test/memory/request-store.ts'
import { createMemoryKeyService } from '#test/memory/vault.ts'
import { anId, NOON } from './request-factories.ts'

export const LINK_SECRET = 'a-link-secret-for-tests'

type Opened = Partial<Omit<Parameters<typeof openRequest>[1], 'requestId' | 'caseId'>>

/** The customers' pages with everything in memory, a clock that stands, and sleeps that take no time but their own. */
export const createPages = () => {
	const requests = createMemoryRequestStore()
	const told: RequestCommand[] = []
	const logged: string[] = []
	const slept: number[] = []
	const time = { now: NOON, milliseconds: 0, queueRefuses: false }
	const keys = createMemoryKeyService()
	const deps = {
		requests,
		keys,
		commands: {
			send: async (message: object) => {
				if (time.queueRefuses) throw new Error('queue')
				told.push(requestCommandSchema.parse(message))
			},
		},
		addressSecret: async () => 'an-address-secret-for-tests',
		clock: { now: () => time.now },
		random: systemRandom,
		log: createLog((line) => logged.push(line)),
		pace: {
			stopwatch: () => {
				const startedAt = time.milliseconds
				return () => time.milliseconds - startedAt
			},
			sleep: async (milliseconds: number) => {
				slept.push(milliseconds)
				time.milliseconds += milliseconds
			},
		},
		company: {
			name: 'Beispiel Telekom',
			hotline: '0800 0000000',
			privacyUrl: 'https://hilft.example/datenschutz',
			imprintUrl: 'https://hilft.example/impressum',
		},
	}
	const app = createCustomerApp(deps)

	/** A request as dispatch opens it: its start token and its code as typed. */
	const open = async (change: Opened = {}) => {
		const requestId = anId('req')
		const caseId = anId('case')
		await openRequest(
			{ requests, linkSecret: LINK_SECRET },
			{
				requestId,
				caseId,
				fields: ['customerNumber', 'phone'],
				form: 'sie',
				language: 'de',
				requestedAt: time.now,
				...change,
			},
		)
		const { link, code } = startLink({ linkSecret: LINK_SECRET, dataOrigin: 'https://hilft.example' }, requestId)
		return { requestId, caseId, start: link.split('#')[1] ?? '', code }
	}
	/** Opens the link and reference of a mail, as dispatch does. */
	const mail = async (requestId: string, issue = 1) => {
		const outcome = await openIssue({ requests, linkSecret: LINK_SECRET }, { requestId, issue })
		const token = deriveDataToken(LINK_SECRET, requestId, issue)
		return { outcome, token, reference: deriveReference(LINK_SECRET, requestId, issue) }
	}
	const post = async (path: string, fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}) => {
		const answer = await app.request(path, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
			body: new URLSearchParams(fields).toString(),
		})
		return { status: answer.status, headers: answer.headers, text: await answer.text() }
	}
	/** A request whose mail to `email` was asked for, and left. */
	const withMail = async (email: string, change: Opened = {}) => {
		const opened = await open(change)
		await post('/start/send', { link: opened.start, email })
		return { ...opened, ...(await mail(opened.requestId)) }
	}
	return { app, deps, requests, keys, told, logged, slept, time, open, mail, post, withMail }
}

/** The same pages over HTTP on a free port, for a browser. */
export const servePages = (app: ReturnType<typeof createCustomerApp>): Promise<{ origin: string; server: Server }> => {
	const server = createServer(async (incoming, outgoing) => {
		const chunks: Buffer[] = []
		for await (const chunk of incoming) chunks.push(chunk)
		const answer = await app.request(incoming.url ?? '/', {
			method: incoming.method ?? 'GET',
			headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
			body: chunks.length > 0 ? Buffer.concat(chunks) : null,
		})
		outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
		outgoing.end(Buffer.from(await answer.arrayBuffer()))
	})
	return new Promise((resolve) =>
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo
			resolve({ origin: `http://127.0.0.1:${port}`, server })
		}),
	)
}

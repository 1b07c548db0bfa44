import type { IncomingMessage, ServerResponse } from 'node:http'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Ahead } from '#infra/local/cloud/ahead.ts'
import type { ReceiveMail } from '#infra/local/cloud/receive-mail.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { type Agent, practiceAgents } from './agents.ts'
import { type CatchUp, createCatchUp } from './catch-up.ts'
import { openDatabase } from './database.ts'
import { createClockApp } from './http/clock-app.ts'
import { createDeletionsApp } from './http/deletions-app.ts'
import { createJsonApi } from './http/json-api.ts'
import { type NodeBindings, serveApp } from './http/node-adapter.ts'
import { createPages } from './http/pages-app.ts'
import { problemResponse } from './http/problem.ts'
import { createKillSwitch, type SendingParameter } from './kill-switch.ts'
import { createMailDoor } from './mail/mail-door.ts'
import { createMailEvents, type MailEventListener } from './mail/mail-events.ts'
import { createMailSink, type MailSink } from './mail/mail-sink.ts'
import { createMailbox } from './mail/mailbox.ts'
import type { DeliveriesOptions } from './networks/deliveries.ts'
import { listenForNetworks } from './networks/networks-server.ts'
import { createWorld } from './networks/networks-world.ts'
import { createPracticeClock } from './practice-clock.ts'
import { PracticeRefusal } from './refusal.ts'
import { createJobDoor, type RunJob } from './run-job.ts'
import { createSignIn } from './sign-in/sign-in.ts'

export type PracticeOptions = {
	/** Where people reach the place, e.g. `http://localhost:3000`. */
	readonly origin: string
	/** Port of the networks' APIs on 127.0.0.1; a free one by default. */
	readonly networksPort?: number | undefined
	readonly dataDirectory: string
	/** Where our doors `/webhooks/x` and `/webhooks/meta` are. */
	readonly hooksOrigin: string
	readonly agents?: readonly Agent[] | undefined
	/** Default: the practice clock, which people move. */
	readonly clock?: Clock | undefined
	readonly retryAfter?: DeliveriesOptions['retryAfter'] | undefined
}
export type Practice = {
	/** Serves the origin's `/`, `/practice…` and `/oidc…`. */
	readonly handle: (request: IncomingMessage, response: ServerResponse) => void
	readonly networksPort: number
	/** Takes every mail that SES accepted. */
	readonly mailSink: MailSink
	/** Gives SES's bounce and complaint events, each until the callback did not throw. */
	readonly onBounce: (callback: MailEventListener) => void
	/** Gives the kill switch of `/practice` the parameter it sets, once the system's parameters are up. */
	readonly useSendingParameter: (parameter: SendingParameter) => void
	/** Lets the mails that practice customers write to us come in, once the system's parts are up. */
	readonly useMailDoor: (receive: ReceiveMail) => void
	/** Lets `/practice` start the jobs of the system, once it runs. */
	readonly useJobs: (run: RunJob) => void
	/** Lets all that a clock starts follow when somebody moves the clock, once the system runs. */
	readonly useCatchUp: (run: CatchUp) => void
	/** How far the practice clock is ahead. */
	readonly ahead: Ahead
	readonly stop: () => Promise<void>
}

/** Starts the practice networks, the mailbox and the sign-in on what the data directory holds. */
export const startPractice = async (options: PracticeOptions): Promise<Practice> => {
	const { origin, dataDirectory, hooksOrigin, agents = practiceAgents } = options
	const database = openDatabase(dataDirectory)
	const practiceClock = createPracticeClock(database)
	const { clock = practiceClock } = options
	const world = createWorld({ database, hooksOrigin, clock, retryAfter: options.retryAfter })
	const mailbox = createMailbox(database)
	const events = createMailEvents(database)
	const door = createMailDoor()
	const mails = { mailbox, door, clock }
	const killSwitch = createKillSwitch()
	const jobs = createJobDoor()
	const catchUp = createCatchUp()
	const signIn = createSignIn({ origin, dataDirectory, database, agents })
	const { port: networksPort, server } = await listenForNetworks(world, options.networksPort)

	const app = new Hono<{ Bindings: NodeBindings }>()
	app.onError((error, context) => {
		if (error instanceof PracticeRefusal) return problemResponse(context, error)
		// Thrown by hono's csrf: a form that another site sends.
		if (error instanceof HTTPException) return problemResponse(context, new PracticeRefusal('forbidden'))
		return context.body(null, 500)
	})
	app.notFound((context) => problemResponse(context, new PracticeRefusal('not-found')))
	app.route('/practice', createClockApp({ practiceClock, catchUp, deliveries: world.deliveries }))
	app.route('/practice', createDeletionsApp({ world, hooksOrigin }))
	app.route('/practice', createJsonApi({ world, mails, signIn, killSwitch, jobs }))
	const pages = {
		origin,
		networksPort,
		dataDirectory,
		agents,
		world,
		mailbox,
		mails,
		signIn,
		killSwitch,
		practiceClock,
	}
	app.route('/', createPages(pages))
	const serve = serveApp(app)
	world.deliveries.start()

	return {
		handle: (request, response) => {
			if (/^\/oidc(?:[/?]|$)/.test(request.url ?? '')) return signIn.handle(request, response)
			serve(request, response).catch(() => response.destroy())
		},
		networksPort,
		mailSink: createMailSink({ mailbox, events, clock }),
		onBounce: events.onEvent,
		useSendingParameter: killSwitch.connect,
		useMailDoor: door.connect,
		useJobs: jobs.connect,
		useCatchUp: catchUp.connect,
		ahead: practiceClock.ahead,
		stop: async () => {
			world.deliveries.stop()
			events.stop()
			server.closeAllConnections()
			await new Promise((resolve) => server.close(resolve))
			database.close()
		},
	}
}

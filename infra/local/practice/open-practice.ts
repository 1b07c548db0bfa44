import { openDatabase } from '#infra/local/practice/kernel/database.ts'
import { localSecretValues } from '#infra/local/practice/kernel/local-secrets.ts'
import { createPracticeClock } from '#infra/local/practice/kernel/practice-clock.ts'
import { createMailEventPublisher } from '#infra/local/practice/mail/mail-events.ts'
import type { MailService } from '#infra/local/practice/mail/mail-notification.ts'
import { createMailSink } from '#infra/local/practice/mail/mail-sink.ts'
import { createMailbox } from '#infra/local/practice/mail/mailbox.ts'
import { type PracticeAgent, practiceAgents, practiceMachines } from '#infra/local/practice/sign-in/agents.ts'
import { createSignIn } from '#infra/local/practice/sign-in/sign-in.ts'
import type { DeliveriesOptions } from '#infra/local/practice/world/deliveries.ts'
import { createHour, type HourOptions } from '#infra/local/practice/world/play-hour.ts'
import { createWorld } from '#infra/local/practice/world/world.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { listenForNetworks, rulesByNetwork } from './networks-server.ts'

export type PracticeOptions = {
	/** The origin at which people reach the place, e.g. `http://localhost:3000`. */
	readonly origin: string
	/** Port of the networks' APIs on 127.0.0.1; a free one by default. */
	readonly networksPort?: number | undefined
	readonly dataDirectory: string
	/** The origin of our webhooks `/webhooks/x` and `/webhooks/meta`. */
	readonly hooksOrigin: string
	readonly mailService: MailService
	readonly agents?: readonly PracticeAgent[] | undefined
	/** Default: the practice clock, which people move. */
	readonly clock?: Clock | undefined
	readonly retryAfter?: DeliveriesOptions['retryAfter'] | undefined
	/** Who writes in the hour that people may have played. */
	readonly customers: HourOptions['customers']
	/** How long a minute of that hour takes. */
	readonly minuteMilliseconds?: HourOptions['minuteMilliseconds'] | undefined
}

/**
 * Opens what the system needs when it starts: its secrets, the clock, the APIs of the networks, and the sink of mails.
 * Serves no pages and delivers no webhooks yet, both of which need the system: see `startPractice`.
 */
export const openPractice = async (options: PracticeOptions) => {
	const { origin, dataDirectory, hooksOrigin, mailService: service, agents = practiceAgents } = options
	const database = openDatabase(dataDirectory)
	const practiceClock = createPracticeClock(database)
	const { clock = practiceClock, retryAfter, customers, minuteMilliseconds } = options
	const world = createWorld({ database, rules: rulesByNetwork, hooksOrigin, clock, retryAfter })
	const hour = createHour({ database, world, customers, minuteMilliseconds })
	const mailbox = createMailbox(database)
	const mailEvents = createMailEventPublisher(database)
	const signIn = createSignIn({ origin, dataDirectory, database, agents, machines: practiceMachines })
	const { port: networksPort, server } = await listenForNetworks(world, options.networksPort)
	return {
		/** The value of every secret of the template, by the construct's label. */
		secretValues: localSecretValues,
		networksPort,
		/** Takes every mail that SES accepted. */
		mailSink: createMailSink({ service, mailbox, events: mailEvents, clock }),
		/** How far the practice clock is ahead. */
		ahead: practiceClock.ahead,
		/** For `startPractice`. */
		ground: {
			origin,
			dataDirectory,
			hooksOrigin,
			agents,
			clock,
			practiceClock,
			world,
			hour,
			mailbox,
			mailEvents,
			signIn,
		},
		/** Closes the server and the database. Call it after the system and `startPractice` were stopped. */
		close: async (): Promise<void> => {
			server.closeAllConnections()
			await new Promise((resolve) => server.close(resolve))
			database.close()
		},
	}
}
export type OpenPractice = Awaited<ReturnType<typeof openPractice>>

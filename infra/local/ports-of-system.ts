import { rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { z } from 'zod'
import type { Ahead } from '#infra/local/cloud/model/ahead.ts'
import { CLOUD_FOLDERS } from '#infra/local/cloud/model/data-folders.ts'
import { LOCAL_REGION, type System } from '#infra/local/cloud/model/system.ts'
import { AwsCallError, type AwsCaller, OPERATOR_KEY } from '#infra/local/cloud/proxy/aws-call.ts'
import { mailDoorOf } from '#infra/local/cloud/receive-mail.ts'
import type { CloudParts } from '#infra/local/cloud/start-parts.ts'
import type { LocalRuntime } from '#infra/local/cloud/start-runtime.ts'
import type { SendingParameter, SystemPorts } from '#infra/local/practice/kernel/system-ports.ts'
import { ENV } from '#shared/kernel/env-names.ts'

const answerSchema = z.object({ Parameter: z.object({ Value: z.string() }) })

/** Returns the kill switch as operators reach it: the parameter `/hilft/<stage>/sending`, with the operator's rights. */
export const sendingParameterOf = (system: System, aws: AwsCaller): SendingParameter => {
	const Name = Object.keys(system.parameters).find((name) => name.endsWith('/sending')) ?? '/hilft/dev/sending'
	return {
		read: async () => {
			try {
				const answer = await aws.call({ service: 'ssm', action: 'GetParameter', input: { Name } })
				return answerSchema.parse(answer).Parameter.Value
			} catch (error) {
				if (error instanceof AwsCallError && error.code === 'ParameterNotFound') return undefined
				throw error
			}
		},
		write: async (Value) => {
			await aws.call({
				service: 'ssm',
				action: 'PutParameter',
				input: { Name, Value, Type: 'String', Overwrite: true },
			})
		},
	}
}

/** Returns the topic on which SES publishes bounces and complaints of our mails. Throws when the template has none. */
const mailEventsTopic = ({ topics, receiptRules = [] }: System): string => {
	const received = new Set(receiptRules.map(({ topicArn }) => topicArn))
	const topic = topics.find(({ name, arn }) => /mail/i.test(name) && !received.has(arn))
	if (topic === undefined) throw new Error('The template must have a topic for the events of mails')
	return topic.arn
}

type Running = {
	readonly system: System
	readonly parts: CloudParts
	readonly runtime: LocalRuntime
	readonly awsCaller: AwsCaller
	readonly ahead: Ahead
}

/** Returns the running system as the practice ground reaches it. */
export const portsOf = ({ system, parts, runtime, awsCaller, ahead }: Running): SystemPorts => {
	const topicArn = mailEventsTopic(system)
	return {
		publishMailEvent: (event) => parts.publish(topicArn, event),
		receiveMail: mailDoorOf(system, parts.proxyPort, parts.publish, ahead),
		sending: sendingParameterOf(system, awsCaller),
		runJob: async (job, event) => {
			const name = system.functions.find(({ label }) => label === job)?.name ?? job
			const result = await runtime.invoke(name, event)
			if (!result.ok) throw new Error(`${job} failed: ${result.error.errorType}`)
		},
		runSchedules: async () => {
			const failed = await runtime.runSchedules()
			return parts.sweepExpired().then(
				() => failed,
				() => [...failed, 'expiry'],
			)
		},
	}
}

/** The functions whose logs list the deliveries that the webhooks took. */
const WEBHOOKS = ['intake-x', 'intake-meta']

/** Returns the value that the system's functions have for a variable. Throws when none has it. */
export const valueIn = ({ functions }: System, name: string): string => {
	const value = functions.map(({ environment }) => environment[name]).find((one) => one !== undefined)
	if (value === undefined) throw new Error(`No function has the variable ${name}`)
	return value
}

/**
 * Writes the variables by which operators' commands reach the running system into `processes/running.env` of its data.
 * Returns a function that removes the file. The empty variables shadow those of the caller's own account.
 */
export const leaveOperatorEnvironment = ({
	dataDirectory,
	system,
	proxyPort,
	origin,
}: {
	readonly dataDirectory: string
	readonly system: System
	readonly proxyPort: number
	readonly origin: string
}): (() => void) => {
	const variables = {
		...Object.fromEntries(
			[ENV.factsTable, ENV.casesTable, ENV.contentTable, ENV.queueTable, ENV.ledgerTable].map((name) => [
				name,
				valueIn(system, name),
			]),
		),
		DELIVERY_LOGS: WEBHOOKS.map((name) => join(dataDirectory, CLOUD_FOLDERS.logs, `${name}.log`)).join(delimiter),
		// The time by which the system runs, which may be ahead of the wall's.
		CLOCK_URL: `${origin}/practice/clock`,
		AWS_ENDPOINT_URL: `http://127.0.0.1:${proxyPort}`,
		AWS_REGION: LOCAL_REGION,
		AWS_ACCESS_KEY_ID: OPERATOR_KEY,
		AWS_SECRET_ACCESS_KEY: 'local',
		AWS_SESSION_TOKEN: '',
		AWS_PROFILE: '',
	}
	const file = join(dataDirectory, CLOUD_FOLDERS.processes, 'running.env')
	writeFileSync(
		file,
		Object.entries(variables)
			.map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
			.join(''),
	)
	return () => rmSync(file, { force: true })
}

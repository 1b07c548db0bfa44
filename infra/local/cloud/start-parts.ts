import { bootResources } from './boot-resources.ts'
import { claimDirectory } from './emulators/process-file.ts'
import { type Emulators, startEmulators, stopEmulators } from './emulators/start-emulators.ts'
import { type Ahead, notAhead } from './model/ahead.ts'
import type { System } from './model/system.ts'
import { createAwsCaller } from './proxy/aws-call.ts'
import { sendPlain } from './proxy/http-send.ts'
import type { SesMailSink } from './proxy/mail-sink.ts'
import { type AwsProxy, startProxy } from './proxy/start-proxy.ts'
import { sweepExpired, sweepObjects } from './sweep-expired.ts'

export type CloudParts = {
	readonly proxyPort: number
	readonly proxy: AwsProxy
	readonly emulators: Emulators
	/** Publishes on a topic of the system, as SES does with bounces. */
	readonly publish: (topicArn: string, message: string) => Promise<void>
	/** Deletes expired items and objects now; it also happens every minute. Returns how many. */
	readonly sweepExpired: () => Promise<number>
	readonly stop: () => Promise<void>
}

const SWEEP_MILLISECONDS = 60_000

/**
 * Starts everything that stands for AWS: emulators with their data under `dataDirectory`, the proxy in front of them, and
 * all resources of the system. Throws, saying what to do, when another run uses the directory or the data do not fit.
 */
export const startParts = async (options: {
	readonly system: System
	readonly dataDirectory: string
	/** By label of the secret, as text. */
	readonly secretValues: Readonly<Record<string, string>>
	readonly mailSink: SesMailSink
	/** Default: items and objects expire by the wall's time. */
	readonly ahead?: Ahead | undefined
	/** Emulators on the data directory that are already being started; they are stopped with the parts. */
	readonly emulators?: Promise<Emulators> | undefined
}): Promise<CloudParts> => {
	const { system, dataDirectory, secretValues, mailSink, ahead = notAhead } = options
	const claim = claimDirectory(dataDirectory)
	const emulators = await (options.emulators ?? startEmulators({ dataDirectory })).catch((error: unknown) => {
		claim.release()
		throw error
	})
	const proxy = await startProxy({ system, emulators, mailSink })
	const aws = createAwsCaller({ proxyPort: proxy.port })
	const sweep = async (): Promise<number> =>
		(await sweepExpired(aws, system.tables, ahead)) + (await sweepObjects(proxy.port, system.buckets, ahead))
	// The next sweep repeats one that failed by a fault or a killed emulator.
	const timer = setInterval(() => void sweep().catch(() => undefined), SWEEP_MILLISECONDS)
	const stop = async (): Promise<void> => {
		clearInterval(timer)
		aws.close()
		await proxy.stop()
		await stopEmulators(emulators)
		claim.release()
	}
	try {
		await bootResources({ aws, proxyPort: proxy.port, system, secretValues })
	} catch (error) {
		await stop()
		throw error
	}
	return {
		proxyPort: proxy.port,
		proxy,
		emulators,
		publish: async (topicArn, message) => {
			const form = { Action: 'Publish', TopicArn: topicArn, Message: message }
			await sendPlain({ proxyPort: proxy.port, service: 'sns', method: 'POST', path: '/', form })
		},
		sweepExpired: sweep,
		stop,
	}
}

import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { AwsFault } from './faults.ts'
import type { Operation, ServiceName } from './services/access.ts'
import { AwsRefusal } from './services/aws-refusal.ts'

const THROTTLES: Readonly<Record<ServiceName, readonly [code: string, status: number]>> = {
	dynamodb: ['ProvisionedThroughputExceededException', 400],
	streams: ['ProvisionedThroughputExceededException', 400],
	sqs: ['RequestThrottled', 403],
	s3: ['SlowDown', 503],
	kms: ['ThrottlingException', 400],
	secretsmanager: ['ThrottlingException', 400],
	ssm: ['ThrottlingException', 400],
	ses: ['Throttling', 400],
	sns: ['Throttled', 429],
}

/** The answer of a service that is asked too often. */
const throttled = (service: ServiceName): AwsRefusal => {
	const [code, status] = THROTTLES[service]
	return new AwsRefusal(code, status, 'Rate exceeded')
}

const internalError = (service: ServiceName): AwsRefusal =>
	new AwsRefusal(
		service === 'dynamodb' || service === 'streams' ? 'InternalServerError' : 'InternalError',
		500,
		'Internal error',
	)

const itemsSchema = z.object({ TransactItems: z.array(z.unknown()) })

/** Another transaction holds the first item: a cancelled transaction, or a conflict for a single write. */
const transactionConflict = ({ input }: Operation): AwsRefusal => {
	const items = itemsSchema.safeParse(input)
	const text = 'Transaction is ongoing for the item'
	if (!items.success) return new AwsRefusal('TransactionConflictException', 400, text)
	const reasons = items.data.TransactItems.map((_, index) =>
		index === 0 ? { Code: 'TransactionConflict', Message: text } : { Code: 'None' },
	)
	const codes = reasons.map(({ Code }) => Code).join(', ')
	const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`
	return new AwsRefusal('TransactionCanceledException', 400, message, { CancellationReasons: reasons })
}

/** Acts on a fault before the request is sent on: throws what the service would answer, or gives false at a broken connection. */
export const meetFault = async (fault: AwsFault, operation: Operation, response: ServerResponse): Promise<boolean> => {
	const { service } = operation
	if (fault.kind === 'throttle') throw throttled(service)
	if (fault.kind === '500') throw internalError(service)
	if (fault.kind === 'transaction-conflict') throw transactionConflict(operation)
	if (fault.kind === 'delay') await sleep(fault.ms ?? 100)
	if (fault.kind === 'reset') response.destroy()
	return fault.kind !== 'reset'
}

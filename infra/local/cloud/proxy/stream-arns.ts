import { streamArn } from '../model/physical-names.ts'

const DYNOXIDE_STREAM = /arn:aws:dynamodb:(?:dynoxide|ddblocal):000000000000:table\/([^/"]+)\/stream\/([^"\\]+)/g
const LOCAL_STREAM = /arn:aws:dynamodb:eu-central-1:000000000000:table\/([^/"]+)\/stream\/local/g

/** Operations whose answers or requests carry ARNs of tables or streams; all others pass through untouched. */
const CARRY_ARNS = new Set([
	'CreateTable',
	'DescribeTable',
	'UpdateTable',
	'DeleteTable',
	'ListStreams',
	'DescribeStream',
	'GetShardIterator',
	'GetRecords',
])

/**
 * dynoxide's ARNs have the region `dynoxide` (DynamoDB Local's `ddblocal`), and a stream's label is known only once its table exists. Outside, a stream is
 * always `…/stream/local`; the real label is learned from the answers (the resources are described at each start).
 */
export const createStreamArns = () => {
	const labels = new Map<string, string>()
	return {
		concerns: (operation: string): boolean => CARRY_ARNS.has(operation),
		inward: (body: string): string => body.replaceAll(LOCAL_STREAM, (arn, table: string) => labels.get(table) ?? arn),
		outward: (body: string): string =>
			body
				.replaceAll(DYNOXIDE_STREAM, (arn, table: string) => {
					labels.set(table, arn)
					return streamArn(table)
				})
				.replaceAll(/arn:aws:dynamodb:(?:dynoxide|ddblocal):/g, 'arn:aws:dynamodb:eu-central-1:')
				.replaceAll(/"awsRegion":"(?:dynoxide|ddblocal)"/g, '"awsRegion":"eu-central-1"'),
	}
}

/** The address of the queue that a message came from, by the ARN that comes with it. */
export const queueUrlOf = (arn: string): string => {
	const [, , , region, account, name] = arn.split(':')
	return `https://sqs.${region}.amazonaws.com/${account}/${name}`
}

/** A stand-in for one dependency of a use case: it has what the test stubs, and throws on everything else. */
export function fake<T extends object>(name: string, stubs: Partial<T>): T {
  return new Proxy(stubs, {
    get(target, member) {
      if (member in target) return target[member as keyof T];
      throw new Error(`${name}.${String(member)} is not stubbed in this test`);
    },
  }) as T;
}

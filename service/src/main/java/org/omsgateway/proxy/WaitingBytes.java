package org.omsgateway.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;

/** The bytes of one direction of a connection that wait to pass, in memory of the budget; for one event loop. */
final class WaitingBytes {
    private final MemoryBudget.Share share;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    WaitingBytes(MemoryBudget budget) {
        this.share = budget.new Share();
    }

    /** Adds {@code more} and releases it. The budget is asked only for bytes that go on waiting: {@link #charge}. */
    void add(ByteBufAllocator allocator, ByteBuf more) {
        bytes = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, more);
    }

    /** Takes the memory of the bytes that wait now from the budget; false if the budget does not have so much. */
    boolean charge() {
        return share.resize(bytes.isReadable() ? bytes.capacity() : 0);
    }

    int length() {
        return bytes.readableBytes();
    }

    /** The bytes, in place, until the next change; the caller does not release them. */
    ByteBuf view() {
        return bytes;
    }

    /** Removes the first {@code count} bytes; the caller releases them. */
    ByteBuf take(int count) {
        return count < length() ? bytes.readRetainedSlice(count) : takeAll();
    }

    /** Removes all bytes; the caller releases them. */
    ByteBuf takeAll() {
        ByteBuf all = bytes;
        bytes = Unpooled.EMPTY_BUFFER;
        charge();
        return all;
    }

    /** Drops all bytes. */
    void release() {
        takeAll().release();
    }
}

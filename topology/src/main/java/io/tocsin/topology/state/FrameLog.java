package io.tocsin.topology.state;

import io.tocsin.topology.state.Table.ChangeLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the entries of a table that have changed to a compacted topic, many to a record: a record
 * costs Kafka's client about as much as twenty entries cost here.
 *
 * <p>A record, the frame, has a key of its own: its number, which rises. The last frame that holds
 * an entry says how it stands. When most of what the frames hold is of the past, the oldest is
 * removed, after what it alone still told was written anew. So the topic keeps at most about three
 * times what there is to tell, and whoever reads it from its start, in the order of offsets or of
 * numbers, ends with every entry as it stands.
 *
 * <p>Not thread-safe.
 *
 * @param <E> the entries, which remember the frame that tells of them
 */
public final class FrameLog<E extends FrameLog.Entry> {
  /** A record is closed once it has so many bytes; the broker takes a million. */
  private static final int LARGEST = 256 * 1024;

  /** How many entries the frames may hold for each that there is. */
  private static final int SHARE = 3;

  /** And besides: a small table is not worth the trouble. */
  private static final int SPARE = 4096;

  private final Deque<Frame> frames = new ArrayDeque<>();
  private final BinaryWriter body = new BinaryWriter(4096);
  private final FrameNames.Writer names = new FrameNames.Writer();
  private List<E> changed = new ArrayList<>();
  private @Nullable Frame open;
  private long nextNumber;
  private long held;
  private long living;

  /** A log that holds nothing. */
  public FrameLog() {}

  /**
   * What an entry knows of its place in the log: the number of the last frame that tells of it. Not
   * the frame itself: a young object that is stored in each of thousands of old ones makes the
   * collector look at all of these.
   */
  public abstract static class Entry {
    /** Low bits of the number; frames that are held are never so many that two have the same. */
    private int frame;

    private boolean isTold;
    private boolean isChanged;

    /** An entry that is in no log. */
    protected Entry() {}

    /** Whether it is to be written. */
    public final boolean isChanged() {
      return isChanged;
    }
  }

  /** How frames and entries are written. */
  public interface Form<E> {
    /** The key of a frame; keys are ordered as numbers are. */
    byte[] key(long number);

    /** Appends what stands before a frame's entries. */
    void open(BinaryWriter out);

    /**
     * Appends an entry as it stands, or that it is gone.
     *
     * @return whether it still is
     */
    boolean write(E entry, BinaryWriter out, FrameNames.Writer names);
  }

  private static final class Frame {
    private final long number;
    private final ArrayList<Entry> entries = new ArrayList<>();
    private int held;

    Frame(long number) {
      this.number = number;
    }
  }

  /** Has an entry written at the next drain. */
  public void touch(E entry) {
    Entry place = entry;
    if (!place.isChanged) {
      place.isChanged = true;
      changed.add(entry);
    }
  }

  /** Whether an entry has changed since the last drain. */
  public boolean hasChanges() {
    return !changed.isEmpty();
  }

  /** Writes every entry that was touched since the last call. */
  public void drain(ChangeLog log, Form<E> form) {
    List<E> drained = changed;
    if (drained.isEmpty()) {
      return;
    }
    changed = new ArrayList<>();
    for (E entry : drained) {
      Entry place = entry;
      place.isChanged = false;
      write(entry, log, form);
    }
    List<Frame> retired = retire(log, form);
    close(log, form);
    retired.forEach(frame -> log.write(form.key(frame.number), null));
  }

  private List<Frame> retire(ChangeLog log, Form<E> form) {
    List<Frame> retired = new ArrayList<>();
    while (held > SHARE * living + SPARE && !frames.isEmpty()) {
      Frame oldest = frames.remove();
      held -= oldest.held;
      retired.add(oldest);
      for (Entry entry : oldest.entries) {
        if (entry.isTold && entry.frame == (int) oldest.number) {
          @SuppressWarnings("unchecked") // A frame's entries are those of its log.
          E carried = (E) entry;
          write(carried, log, form);
        }
      }
    }
    return retired;
  }

  private void write(E entry, ChangeLog log, Form<E> form) {
    Frame frame = open;
    if (frame == null) {
      frame = new Frame(nextNumber++);
      open = frame;
      body.clear();
      names.clear();
      form.open(body);
    }
    place(entry, frame, form.write(entry, body, names));
    if (body.size() >= LARGEST) {
      close(log, form);
    }
  }

  private void place(Entry entry, Frame frame, boolean lives) {
    living += (lives ? 1 : 0) - (entry.isTold ? 1 : 0);
    entry.isTold = lives;
    entry.frame = (int) frame.number;
    if (lives) {
      frame.entries.add(entry);
    }
    frame.held++;
    held++;
  }

  private void close(ChangeLog log, Form<E> form) {
    Frame frame = open;
    if (frame != null) {
      open = null;
      frame.entries.trimToSize();
      frames.add(frame);
      log.write(form.key(frame.number), body.toBytes());
    }
  }

  /** Begins to take in a frame of the topic; {@link #restored} tells of its entries. */
  public void restore(long number) {
    open = null;
    Frame frame = new Frame(number);
    frames.add(frame);
    nextNumber = Math.max(nextNumber, number + 1);
  }

  /**
   * The frame taken in last tells of an entry.
   *
   * @param lives whether it still is
   */
  public void restored(E entry, boolean lives) {
    place(entry, frames.getLast(), lives);
  }

  /** A frame was removed from the topic. */
  public void forget(long number) {
    frames.removeIf(
        frame -> {
          boolean is = frame.number == number;
          held -= is ? frame.held : 0;
          return is;
        });
  }
}

package io.tocsin.topology.state;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.TaskId;

/** The tables that this process holds now, those included that are being restored. */
final class OpenTables {
  private final Map<Place, Table> tables = new ConcurrentHashMap<>();

  private record Place(String store, TaskId task) {}

  void opened(String store, TaskId task, Table table) {
    tables.put(new Place(store, task), table);
  }

  void closed(String store, TaskId task, Table table) {
    tables.remove(new Place(store, task), table);
  }

  Map<String, TableSize> sizes() {
    Map<String, TableSize> sizes = new TreeMap<>();
    tables.forEach((place, table) -> sizes.merge(place.store(), table.measure(), TableSize::plus));
    return sizes;
  }
}
